#!/usr/bin/env bash
# What can go wrong with a sweep's folder: each fault must give a clear message and the right exit code, and the next run must end with the
# same files as one that nothing disturbed. One line per fault; ends non-zero at the first that is not met as it should be.
#
#   Tests/sweep-faults.sh [engram]
set -euo pipefail
source "$(dirname "$0")/tiny-sweep.sh"
engram=$(realpath "${1:-$(dirname "$0")/../.build/release/engram}")
work=$(mktemp -d)
chmod 755 "$work"
stopped=""
cleanup() {
  [ -z "$stopped" ] || kill -9 "$stopped" 2> /dev/null || true
  cd /
  for disk in "$work"/disk*; do if mountpoint -q "$disk" 2> /dev/null; then umount "$disk"; fi; done
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work"

tiny_sweep > tiny.yaml
faults=0

# sweep ARGUMENTS…: stdout to out.txt, stderr to err.txt, the exit code to $code.
sweep() {
  code=0
  "$engram" sweep "$@" > out.txt 2> err.txt || code=$?
}

# met NAME CODE WORDS: the last command ended with this code and said these words.
met() {
  if [ "$code" != "$2" ] || ! grep -qF -- "$3" err.txt; then
    echo "FAILED $1: exit $code (expected $2), expected '$3' in:"
    cat err.txt
    exit 1
  fi
  faults=$((faults + 1))
  echo "$1: exit $code, $(grep -F -- "$3" err.txt | head -1)"
}

# whole FOLDER: the next run completes, and all is as it would have been.
whole() {
  sweep run tiny.yaml --output "$1" --quiet
  if [ "$code" != 0 ]; then
    echo "FAILED $1: the next run ended with $code"
    cat err.txt
    exit 1
  fi
  same "$1"
}

same() {
  # The commands in points.csv name the folder.
  if ! diff -r --exclude .lock --exclude points.csv good "$1" > difference.txt ||
    ! cmp <(sed "s, sweep point [^ ]*,," good/points.csv) <(sed "s, sweep point [^ ]*,," "$1/points.csv"); then
    echo "FAILED $1: files differ from those of an undisturbed run"
    head -5 difference.txt
    exit 1
  fi
}

# pause FOLDER ARGUMENTS…: begins a run and stops it between two results.
pause() {
  local folder=$1
  shift
  local kept="$folder.before"
  [ ! -d "$folder" ] || cp -r "$folder" "$kept"
  for _ in $(seq 50); do
    "$engram" sweep run tiny.yaml --output "$folder" --jobs 1 --quiet "$@" > /dev/null 2> background.txt &
    stopped=$!
    until compgen -G "$folder/chunks/*" > /dev/null || ! kill -0 $stopped 2> /dev/null; do sleep 0.002; done
    # On a fast machine it may have come to its end before it was stopped: then once more.
    if kill -STOP $stopped 2> /dev/null && [ ! -e "$folder/report.txt" ]; then
      rm -rf "$kept"
      return
    fi
    kill -KILL $stopped 2> /dev/null || true
    wait $stopped 2> /dev/null || true
    rm -rf "$folder"
    [ ! -d "$kept" ] || cp -r "$kept" "$folder"
  done
  echo "FAILED to stop a sweep between two results"
  exit 1
}

sweep run tiny.yaml --output good --quiet
[ "$code" = 0 ]
chunk=chunks/c000007.engram

# Folders
touch file
sweep run tiny.yaml --output file
met "folder is a file" 2 "cannot write 'file/chunks': Not a directory"
sweep run tiny.yaml --output /proc/sweep
met "folder cannot be made" 2 "cannot write '/proc/sweep/chunks': No such file or directory"
sweep status nothing
met "no folder" 66 "'nothing' holds no sweep"
if [ "$(id -u)" = 0 ] && setpriv --reuid 65534 --clear-groups "$engram" --version > /dev/null 2>&1; then
  cp -r good unwritable && rm unwritable/$chunk
  code=0
  setpriv --reuid 65534 --clear-groups "$engram" sweep run unwritable > out.txt 2> err.txt || code=$?
  met "unwritable folder" 2 "Permission denied"
  whole unwritable
fi

# Disks
if mkdir disk && mount -t tmpfs -o size=64k none disk 2> /dev/null; then
  need=$(du -sk good | cut -f1)
  sweep run tiny.yaml --output disk/sweep --quiet
  met "disk full among the results" 2 "No space left on device"
  mount -o remount,size=$((need - 24))k disk
  sweep run tiny.yaml --output disk/sweep --quiet
  met "disk full among the tables" 2 "No space left on device"
  mount -o remount,ro disk
  sweep run disk/sweep --quiet
  met "disk read-only" 2 "Read-only file system"
  sweep status disk/sweep
  grep -q "128 of 128 runs" out.txt
  mount -o remount,rw,size=$((4 * need))k disk
  whole disk/sweep
  umount disk
  mount -t tmpfs -o size=8k none disk
  sweep run tiny.yaml --output disk/sweep --quiet
  met "disk full before the first result" 2 "No space left on device"
  mount -o remount,size=$((4 * need))k disk
  whole disk/sweep
  umount disk
else
  echo "disk full, read-only disk: skipped (no mount here)"
fi

code=0
"$engram" sweep run tiny.yaml --output unheard > /dev/full 2> err.txt || code=$?
met "nobody takes the report" 2 "cannot print: No space left on device"
whole unheard

# Results
damage() {
  rm -rf "$1"
  cp -r good "$1"
}
damage truncated && truncate -s -7 truncated/$chunk
sweep run truncated
met "truncated chunk" 2 "'truncated/$chunk' is damaged: nothing that can be read after 1 results. Remove the file"
rm truncated/$chunk && whole truncated
damage flipped && printf '\377' | dd of=flipped/$chunk bs=1 seek=100 conv=notrunc status=none
sweep collect flipped
met "flipped bytes" 2 "'flipped/$chunk' is damaged: nothing that can be read after 0 results"
rm flipped/$chunk && whole flipped
sweep run tiny.yaml --seed 2 --output other --quiet
damage foreign && cp other/$chunk foreign/$chunk
sweep run foreign
met "chunk of another sweep" 2 "'foreign/$chunk' is damaged: it belongs to another sweep"
rm foreign/$chunk && whole foreign
damage moved && cp moved/chunks/c000008.engram moved/$chunk
sweep status moved
met "chunk under another's name" 2 "'moved/$chunk' is damaged"
rm moved/$chunk && whole moved
damage nonsense && head -c 300 /dev/zero > nonsense/$chunk
sweep run nonsense
met "chunk of zeros" 2 "'nonsense/$chunk' is damaged: not a file of results"
rm nonsense/$chunk && whole nonsense
damage deleted && rm deleted/$chunk
sweep collect deleted
met "deleted chunk" 2 "2 of 128 runs are missing in 'deleted' (cells 14, 15)"
whole deleted
damage all && rm -r all/chunks
sweep collect all
met "all chunks deleted" 2 "128 of 128 runs are missing"
whole all

# What the sweep is
damage design && rm design/design.csv
whole design && echo "deleted design.csv: put back" && faults=$((faults + 1))
damage edited && sed -i 's/^3,4,1,0,/3,4,1,1,/' edited/design.csv
sweep run edited --quiet
[ "$code" = 0 ] && same edited && echo "edited design.csv: put back" && faults=$((faults + 1))
damage json && truncate -s 100 json/sweep.json
sweep run json
met "damaged sweep.json" 2 "'json' is damaged: sweep.json cannot be read; remove it"
rm json/sweep.json && whole json
damage lost && rm lost/scenario/tiny.yaml
sweep run lost
met "scenario inside deleted" 66 "lost/scenario/tiny.yaml"
cp tiny.yaml lost/scenario/ && whole lost
damage inside && sed -i 's/strength: 0.5/strength: 0.6/' inside/scenario/tiny.yaml
sweep run inside
met "scenario inside edited" 2 "its scenario is not the one that it was made with"
cp tiny.yaml inside/scenario/ && whole inside
damage changed
sweep run tiny.yaml --set timeline.1.study.strength=0.6 --output changed
met "changed scenario" 2 "plan.scenario.timeline.1.study.strength: 0.5 → 0.6"
whole changed
sweep run tiny.yaml --replicates 2 --output changed
met "more points without --extend" 2 "holds this sweep with 128 runs instead of 256; --extend adds what is missing"
whole changed

# Others at work
pause twice
sweep run tiny.yaml --output twice
met "two runs at once" 2 "another run is working on 'twice'; nothing was changed"
sweep run twice --chunks 60..63
met "a part beside a whole run" 2 "another run is working on 'twice'"
sweep run tiny.yaml --output twice --replicates 2 --extend
met "extended during a run" 2 "another run is working on 'twice'"
kill -CONT "$stopped" && wait "$stopped"
stopped=""
same twice
pause shared --chunks 0..31
sweep run shared --chunks 32..63 --quiet
[ "$code" = 0 ] && echo "two parts at once: both go on" && faults=$((faults + 1))
kill -9 "$stopped" && wait "$stopped" 2> /dev/null || true
stopped=""
whole shared

# Signals
for signal in TERM INT KILL; do
  pause "signal-$signal"
  # A background job of a script ignores SIGINT until the program says otherwise, which it does.
  kill -$signal "$stopped"
  # After SIGKILL there may be nobody to go on.
  kill -CONT "$stopped" 2> /dev/null || true
  code=0
  wait "$stopped" 2> /dev/null || code=$?
  stopped=""
  cp background.txt err.txt
  case $signal in
    KILL) [ "$code" = 137 ] && echo "SIGKILL: exit 137" && faults=$((faults + 1)) ;;
    *) met "SIG$signal" 130 "the same command goes on from there" ;;
  esac
  whole "signal-$signal"
done

# A clock that jumps back and forth by a day.
if command -v cc > /dev/null && cat > clock.c <<'C' && cc -shared -fPIC -o clock.so clock.c 2> /dev/null; then
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static long calls;
static long jump(void) { return __atomic_fetch_add(&calls, 1, __ATOMIC_RELAXED) % 3 * 86400 - 86400; }
int clock_gettime(clockid_t id, struct timespec *t) {
  int code = syscall(SYS_clock_gettime, id, t);
  if (id == CLOCK_REALTIME) t->tv_sec += jump();
  return code;
}
int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  t->tv_sec = now.tv_sec;
  t->tv_usec = now.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *t) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (t) *t = now.tv_sec;
  return now.tv_sec;
}
C
  code=0
  LD_PRELOAD=$PWD/clock.so "$engram" sweep run tiny.yaml --output clock > out.txt 2> err.txt || code=$?
  met "clock jumps by a day" 0 "results: clock"
  same clock
else
  echo "clock jumps: skipped (no C compiler)"
fi
echo "$faults faults met as they should be"
