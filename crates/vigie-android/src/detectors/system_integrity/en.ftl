system-integrity-boot = The phone starts whatever system is on it: what starts it does not check, or found another system: { $words }
system-integrity-own-key = The phone checks its system when it starts, with a key that is not its maker’s.
system-integrity-build = The system is set up as for development, so that programs may look into others: { $words }
system-integrity-test-keys = The system is signed with keys that everybody has: { $words }
system-integrity-selinux = SELinux, which keeps apps apart, is not enforced: { $words }
system-integrity-root = Programs that give root, or hide it, left { $count ->
        [one] a trace
       *[other] { $count } traces
    }: { $words }
system-integrity-busybox = The tool busybox is on the phone, which often comes with root: { $words }
system-integrity-partition = { $count ->
        [one] A part of the system can be written to
       *[other] { $count } parts of the system can be written to
    }: { $words }
system-integrity-patch = The security patches of the phone are of { $level }: { $days } days older than the newest date in the evidence, { $seen }.
system-integrity-why = On a system that was changed, spyware can hide from every check. One without patches can be broken into by what is known.
system-integrity-innocent =
    - The owner rooted the phone, or put another system on it such as LineageOS.
    - GrapheneOS and similar, which check the system with a key of their own.
    - A phone for development, or a cheap one that its maker sold so.
    - A maker who stopped giving out patches.
system-integrity-next =
    - Ask the owner whether they or somebody else rooted the phone or changed its system.
    - Where nobody did, let an expert look at the phone: nothing it tells about itself is certain.
    - Install updates, or replace a phone that gets none.
