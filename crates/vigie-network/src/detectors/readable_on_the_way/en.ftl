readable-on-the-way-exp-01 = { $count ->
    [one] Readable on the way, once ({ $codes }): names that the device asked for ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): names that the device asked for ({ $protocols }).
}
readable-on-the-way-exp-02 = { $count ->
    [one] Readable on the way, once ({ $codes }): names of sites at the start of encrypted connections ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): names of sites at the start of encrypted connections ({ $protocols }).
}
readable-on-the-way-exp-03 = { $count ->
    [one] Readable on the way, once ({ $codes }): addresses of pages and files, and what was typed into forms ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): addresses of pages and files, and what was typed into forms ({ $protocols }).
}
readable-on-the-way-exp-04 = { $count ->
    [one] Readable on the way, once ({ $codes }): cookies and tokens, which open accounts ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): cookies and tokens, which open accounts ({ $protocols }).
}
readable-on-the-way-exp-05 = { $count ->
    [one] Readable on the way, once ({ $codes }): passwords, or what stands for one ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): passwords, or what stands for one ({ $protocols }).
}
readable-on-the-way-exp-06 = { $count ->
    [one] Readable on the way, once ({ $codes }): e-mails, or their senders and receivers ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): e-mails, or their senders and receivers ({ $protocols }).
}
readable-on-the-way-exp-07 = { $count ->
    [one] Readable on the way, once ({ $codes }): numbers of the device, the SIM card or the subscriber ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): numbers of the device, the SIM card or the subscriber ({ $protocols }).
}
readable-on-the-way-exp-08 = { $count ->
    [one] Readable on the way, once ({ $codes }): places on a map ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): places on a map ({ $protocols }).
}
readable-on-the-way-exp-09 = { $count ->
    [one] Readable on the way, once ({ $codes }): e-mail addresses, telephone numbers and user names ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): e-mail addresses, telephone numbers and user names ({ $protocols }).
}
readable-on-the-way-exp-10 = { $count ->
    [one] Readable on the way, once ({ $codes }): calls and chat messages: who, or what ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): calls and chat messages: who, or what ({ $protocols }).
}
readable-on-the-way-exp-11 = { $count ->
    [one] Readable on the way, once ({ $codes }): names of devices or of their owners ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): names of devices or of their owners ({ $protocols }).
}
readable-on-the-way-exp-12 = { $count ->
    [one] Readable on the way, once ({ $codes }): names of wireless networks that were looked for ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): names of wireless networks that were looked for ({ $protocols }).
}
readable-on-the-way-exp-13 = { $count ->
    [one] Readable on the way, once ({ $codes }): programs and their versions ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): programs and their versions ({ $protocols }).
}
readable-on-the-way-exp-14 = { $count ->
    [one] Readable on the way, once ({ $codes }): services in use, though their content is encrypted ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): services in use, though their content is encrypted ({ $protocols }).
}
readable-on-the-way-exp-15 = { $count ->
    [one] Readable on the way, once ({ $codes }): names in certificates of the device ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): names in certificates of the device ({ $protocols }).
}
readable-on-the-way-exp-16 = { $count ->
    [one] Readable on the way, once ({ $codes }): values that link the device over several networks ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): values that link the device over several networks ({ $protocols }).
}
readable-on-the-way-exp-18 = { $count ->
    [one] Readable on the way, once ({ $codes }): what devices at home report, are told, or see ({ $protocols }).
   *[other] Readable on the way, { $count } times ({ $codes }): what devices at home report, are told, or see ({ $protocols }).
}
readable-on-the-way-exp-19 = { $count ->
    [one] Readable on the way ({ $codes }): that one site was contacted ({ $protocols }).
   *[other] Readable on the way ({ $codes }): that { $count } different sites were contacted ({ $protocols }).
}
readable-on-the-way-why = Everybody on the path can read this: who runs the wireless network, the provider, and devices that states put there. Nobody has to break in for it. What was read is not kept here, only that it could be.
readable-on-the-way-innocent =
    - Nothing here is a sign of an attack: names are readable on nearly every network.
readable-on-the-way-next =
    - Follow the advice on the page “What someone on the path could read” of the report.
    - Change passwords that went in clear, over an encrypted connection.
