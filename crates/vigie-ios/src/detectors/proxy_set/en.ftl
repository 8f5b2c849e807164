proxy-set-machine = Web requests of this phone go through the proxy { $target }.
proxy-set-automatic = A script chooses through which proxy web requests of this phone go: { $target }.
proxy-set-why = A proxy sees which sites are asked for, and what is exchanged where it is not encrypted or where a root certificate was added.
proxy-set-innocent =
    - The network of a company, a school or a hotel asks for it.
    - The owner blocks advertisements with it, or develops apps.
proxy-set-next =
    - Ask the owner who set it; it stands under Settings, Wi-Fi, the network, Configure Proxy.
    - Look for an added root certificate and a profile.
