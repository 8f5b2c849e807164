mdm-enrolled-by-hand = The phone is managed by { $server }, and was enrolled there by hand.
mdm-enrolled-bought = The phone is managed by { $server }; the organisation that bought it enrolled it.
mdm-enrolled-supervised = The phone is supervised by { $organization }.
mdm-enrolled-set-up = The phone was told to enrol with { $organization } when it was set up.
mdm-enrolled-why = Whoever manages a phone can install and hide apps, lead its traffic elsewhere, and erase it.
mdm-enrolled-innocent =
    - The phone belongs to an employer or a school, or its owner reads the company’s mail on it.
    - It was bought second-hand and its former organisation did not release it.
mdm-enrolled-next =
    - Ask the owner who manages the phone; the organisation stands under Settings, General, VPN & Device Management.
    - Whoever may be watched by somebody close should ask for advice before ending it.
