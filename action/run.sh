#!/usr/bin/env bash
# What action.yml runs: a preview for a pull request, a submission for what is on a branch already.
set -euo pipefail

case "$GITHUB_EVENT_NAME" in
  pull_request | merge_group) more=(--dry-run) ;;
  push | workflow_dispatch)
    # Run again, the same commit and file make the same request.
    key=$(printf '%s\n' "$GITHUB_REPOSITORY" "$GITHUB_SHA" "$TYPE" "$FILE" | sha256sum | cut -d' ' -f1)
    more=(--wait --idempotency-key "$key")
    ;;
  pull_request_target)
    echo '::error::Countersign never runs on pull_request_target: the file would be a stranger'\''s, the credentials yours. Use pull_request.'
    exit 2
    ;;
  *)
    echo "::error::Countersign runs on pull_request, merge_group, push and workflow_dispatch."
    exit 2
    ;;
esac

command=(npx --yes "countersign@${VERSION:-latest}")
[ -z "${COUNTERSIGN_COMMAND:-}" ] || read -ra command <<<"$COUNTERSIGN_COMMAND"

# What people wrote is printed: none of it may pass for a command to the runner.
token=$(printf '%s' "$RANDOM$RANDOM$RANDOM$RANDOM" | sha256sum | cut -d' ' -f1)
echo "::stop-commands::$token"
code=0
"${command[@]}" request "$TYPE" --file "$FILE" --why "$WHY" "${more[@]}" 2>&1 | tee "$RUNNER_TEMP/countersign.txt" || code=$?
echo "::$token::"

# Four blanks make it a block that nothing in it can end.
{ echo "Countersign: $GITHUB_EVENT_NAME"; echo; sed 's/^/    /' "$RUNNER_TEMP/countersign.txt"; } >>"$GITHUB_STEP_SUMMARY"
id=$(grep -m1 -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' "$RUNNER_TEMP/countersign.txt" || true)
case "${more[0]}" in --wait) echo "request=$id" >>"$GITHUB_OUTPUT" ;; esac
exit "$code"
