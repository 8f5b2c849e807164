proxy-fingerprint-browser = A browser of the Chromium family speaks in clear ({ $names }), but none of { $hellos } encrypted connections of the same device begins as such a browser does ({ $codes }).
proxy-fingerprint-why = Who opens encrypted connections begins new ones in place of the browser, and these look otherwise. Browsers of the Chromium family put meaningless values into each hello, which few others do.
proxy-fingerprint-innocent =
    - Apps that borrow the browser’s name; several programs or devices behind one address.
proxy-fingerprint-next =
    - Compare certificates over another network.
