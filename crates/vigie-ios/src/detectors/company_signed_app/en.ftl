company-signed-app-any-phone = A certificate of the company { $team } lets the app { $app } run on this phone without Apple’s check.
company-signed-app-developer = A developer’s certificate ({ $team }) lets the app { $app } run on this phone.
company-signed-app-noted = The phone noted that the app { $app } runs by the certificate of a company or a developer.
company-signed-app-why = Spyware for iPhones has been handed out with certificates that Apple gave to companies for their own staff.
company-signed-app-innocent =
    - The app is one of the owner’s employer.
    - Modified games and app libraries misuse such certificates.
    - The owner develops apps, or uses AltStore or SideStore.
company-signed-app-next =
    - Ask the owner about the app and the company; it stands under Settings, General, VPN & Device Management.
    - Look up the company.
