redirect-to-address-way = A page sent the visitor on to the bare address { $address }, which has no name. The way there: { $way }.
redirect-to-address-why = A site that people use has a name. Pages that attack a phone are often put on a server for hours, and reached by redirects from a page that looks like everyday browsing.
redirect-to-address-innocent =
    - Sign-in pages of Wi-Fi networks, routers, cameras and company networks often have an address and no name.
    - Test sites, games and small services use bare addresses too.
redirect-to-address-next =
    - Ask the owner whether they know the sites on the way, and what they opened that day.
    - Look up who held the address at that time, without opening it.
    - Look for crashes and new processes around that time.
