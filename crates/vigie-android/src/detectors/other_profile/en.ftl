other-profile-work = The phone has a work profile ({ $user }, { $name }), owned by { $owner }, with { $count } apps that the main user does not have.
other-profile-owner = The phone has a work profile ({ $user }, { $name }) whose owner { $owner } came from no store; { $count } apps are only there.
other-profile-private = The phone has a protected space ({ $user }, { $name }) with { $count } apps that the main user does not have.
other-profile-clone = The phone has a space for second copies of apps ({ $user }, { $name }) with { $count } apps that the main user does not have.
other-profile-user = The phone has another user ({ $user }, { $name }) with { $count } apps that the main user does not have.
other-profile-unlisted = { $count } apps are installed for users that the list of users does not have: { $users }
other-profile-why = An app in another user or profile does not show among those of the main one. A work profile is ruled by the app that owns it.
other-profile-innocent =
    - Secure Folder, dual messenger, private space, a guest, or a child’s user that the owner set up.
    - A work profile of an employer, or one that Shelter, Island or Insular made.
    - A profile that was removed a short time ago.
other-profile-next =
    - Ask the owner what the user or profile is for.
    - Look at its apps: some checks show those of the main user only.
