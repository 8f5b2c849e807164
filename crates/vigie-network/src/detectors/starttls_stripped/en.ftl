starttls-stripped-overwritten = The offer of encryption in { $protocol } of { $names } was overwritten on the way ({ $codes }).
starttls-stripped-withheld = { $names } offered encryption in { $protocol } in one connection and not in another ({ $codes }).
starttls-stripped-absent = { $names } offers no encryption in { $protocol } ({ $codes }).
starttls-stripped-unused = { $names } offered encryption in { $protocol }, but the client went on in clear and sent a password ({ $codes }).
starttls-stripped-why = Mail and chat begin in clear text and change to encryption when the server offers it. Who wants to read along overwrites the offer, so that both sides go on in clear.
starttls-stripped-innocent =
    - Old firewalls of Cisco overwrite the word by default; servers without encryption; settings of the mail program.
starttls-stripped-next =
    - Set the program to encrypt always (ports 465, 993, 995), and change passwords that went in clear.
