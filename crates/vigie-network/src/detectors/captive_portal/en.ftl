captive-portal-found = { $known ->
    [yes] The network showed a page of its own, at { $to }, before it let the device through ({ $codes }).
   *[no] The network asked for a sign-in before it let the device through ({ $codes }).
}
captive-portal-why = Hotels, trains and airports show a page before they let anybody through. To do so they answer in the name of other sites, which must be told apart from an injection.
captive-portal-innocent =
    - This is the ordinary way of open networks.
captive-portal-next =
    - Install no profile and no certificate that such a page offers.
