different-android-phones-some = The pieces of evidence are of { $count } different phones; they differ in: { $differ }
different-android-phones-why = What is told of one phone may be wrong of another: apps, powers and dates are joined over all pieces of evidence of a case.
different-android-phones-innocent =
    - The phones of one person, looked at together on purpose.
    - A file that was put into the wrong folder.
different-android-phones-next =
    - Make a case of its own for each phone.
