certificate-condition-dates = { $site } showed a certificate that did not hold at the time of capture (date: { $names }) ({ $codes }).
certificate-condition-weak = Certificates of public sites are weak by the rules of their day ({ $what }): { $names } ({ $codes }).
certificate-condition-why = An expired certificate on a mail or chat service, or beside a valid one for the same name, is how the interception of jabber.ru was found in 2023: those who read along forgot to renew theirs.
certificate-condition-innocent =
    - Forgotten renewals; a wrong clock in the capturing machine; old devices and old captures.
certificate-condition-next =
    - Connect to the same service over another network and compare certificate and dates.
