#!/bin/sh
# Pictures of the reports of the made-up cases, to be looked at by a person: light and dark, desktop
# and phone, and the printed page. Needs Chromium and pdftoppm (poppler-utils). Not run by CI.
#
#     crates/vigie-report/tests/screenshots.sh FOLDER [REPORT…]
set -eu
out=$(mkdir -p "${1:?folder for the pictures}" && cd "$1" && pwd)
shift
cd "$(dirname "$0")/../../.."
VIGIE_REPORTS="$out" cargo test -q -p vigie-report --test report write_them_where_asked >/dev/null
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chrome() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --hide-scrollbars --user-data-dir="$profile" "$@" >/dev/null 2>&1
}
for name in "${@:-signs.en}"; do
    page="file://$out/$name.html"
    for width in 1280 390; do
        # Headless Chromium has no window narrower than 500 pixels: a frame gives the phone's width.
        frame="$out/frame-$width.html"
        printf '<!doctype html><body style="margin:0"><iframe src="%s" style="border:0;width:%spx;height:6000px"></iframe>' \
            "$page" "$width" >"$frame"
        chrome --window-size="$width,6000" --screenshot="$out/$name-$width-light.png" "file://$frame"
        chrome --window-size="$width,6000" --blink-settings=preferredColorScheme=0 \
            --screenshot="$out/$name-$width-dark.png" "file://$frame"
        rm "$frame"
    done
    chrome --no-pdf-header-footer --print-to-pdf="$out/$name.pdf" "$page"
    pdftoppm -r 60 -png "$out/$name.pdf" "$out/$name-print"
done
