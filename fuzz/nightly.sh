#!/bin/sh
# Fuzzes every target for a while: sh fuzz/nightly.sh [seconds] [target …]
#
# Starts from fuzz/corpus and the parsers' cases, keeps what it finds interesting in fuzz/grown, and
# leaves what crashes, hangs or takes too much memory in fuzz/artifacts. Exits 1 when there was any.
set -eu

seconds=${1:-60}
[ $# -gt 0 ] && shift

cd "$(dirname "$0")"
command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz

if [ $# -eq 0 ]; then
    set -- $(sed -n 's/^name = "\(.*\)"/\1/p' Cargo.toml | grep -v '^vigie-fuzz$')
fi

# Most cases of parsers are recipes: their tests make the files.
cargo test --quiet --manifest-path ../Cargo.toml -p vigie-ios -p vigie-android -p vigie-internet \
    -p vigie-network -p vigie-oversight -p vigie-signalling --test slice -- --ignored

failed=
for target in "$@"; do
    mkdir -p "grown/$target" "corpus/$target" "regressions/$target" "seeds/$target"
    echo "== $target, $seconds s"
    cargo +nightly fuzz run "$target" \
        "grown/$target" "corpus/$target" "regressions/$target" "seeds/$target" -- \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -print_final_stats=1 -verbosity=0 || failed="$failed $target"
done

[ -z "$failed" ] || { echo "to look at, in fuzz/artifacts:$failed"; exit 1; }
