odd-image-staging = Code was loaded into { $process } from a folder that no app should use: { $module }
odd-image-writable = Code was loaded into { $process } from a folder that programs can write to: { $module }
odd-image-why = An iPhone runs code only from the system and from the folders of apps. Spyware has run from folders like this one.
odd-image-innocent =
    - A jailbreak that the owner made, or a developer’s tool.
    - An update of the system that was running.
    - A folder that a new version of the system uses.
odd-image-next =
    - Ask whether the phone was ever jailbroken or used for development.
    - Look for the same path elsewhere in the evidence.
    - Keep the evidence unchanged and contact an expert.
