quic-forged-reply-found = A reply of QUIC in the name of { $server } came another way than the server’s other packets: packets { $packets } ({ $codes }).
quic-forged-reply-why = Version negotiation and stateless resets are the replies of QUIC that are not protected: who sits on the way can forge them to break a connection off or push it to an older version.
quic-forged-reply-innocent =
    - Load balancers send such replies themselves, in front of the servers.
quic-forged-reply-next =
    - See whether the same happens with other servers, and on another network.
