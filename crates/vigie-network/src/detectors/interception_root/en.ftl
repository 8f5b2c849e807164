interception-root-national = A state root reads along: certificates for { $names } were signed by the key of “{ $root }” ({ $codes }).
interception-root-adware = Certificates for { $names } were signed by the key of “{ $root }”, which came with adware and which anybody can use ({ $codes }).
interception-root-named = Certificates for { $names } name “{ $root }” as their issuer; its key is not known here, so that the signature could not be checked ({ $codes }).
interception-root-antivirus = An antivirus program reads along: certificates for { $names } name “{ $root }” as their issuer ({ $codes }).
interception-root-organisation = A product for companies and schools reads along: certificates for { $names } name “{ $root }” as their issuer ({ $codes }).
interception-root-tool = A tool for developers reads along: certificates for { $names } name “{ $root }” as their issuer ({ $codes }).
interception-root-why = Who holds such a root can open the encryption of every site for devices that trust it, read and change what goes through, and close it again.
interception-root-innocent =
    - A tool or an antivirus program that the owner installed; the network of an employer or a school whose rules say so.
    - Names can be forged: only where the key was checked is the issuer certain.
interception-root-next =
    - Ask the owner whether they know of it. Remove the root from the device’s list of trusted certificates, and change passwords that were used meanwhile over another network.
