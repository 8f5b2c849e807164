process-across-artefacts-staging = A process in a folder that no app should use was seen by { $artefacts } independent records of the phone: { $process }
process-across-artefacts-staging-sources = A process in a folder that no app should use was seen by { $artefacts } independent records, in { $sources } pieces of evidence: { $process }
process-across-artefacts-unusual = A process in an unusual folder was seen by { $artefacts } independent records of the phone: { $process }
process-across-artefacts-unusual-sources = A process in an unusual folder was seen by { $artefacts } independent records, in { $sources } pieces of evidence: { $process }
process-across-artefacts-why = Different parts of the system keep these records. Where they agree, the program did run, and together they tell when. Spyware was found in this way.
process-across-artefacts-innocent =
    - A jailbreak, or TrollStore, that the owner installed.
    - A developer’s tool.
    - A new version of iOS that keeps programs where none were before.
    - Another program of the same name, where a record tells the name only.
process-across-artefacts-next =
    - Ask the owner about a jailbreak or TrollStore.
    - Look at when the process first showed, and at what came before it.
    - Keep the phone as it is, without restarting it, and contact an expert.
