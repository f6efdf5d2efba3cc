#!/usr/bin/env bash
# A sweep on a real Slurm (slurmctld, slurmd and munge of this one machine, in a temporary folder, reachable from this machine alone) must
# give the same bytes as a local one, also when its job is cancelled half-way and finished by 'engram sweep run'. Installs Slurm where it
# can (Debian, root); prints 'skipped' where it cannot.
#
#   Tests/slurm.sh [engram]
set -euo pipefail
source "$(dirname "$0")/tiny-sweep.sh"
engram=$(realpath "${1:-$(dirname "$0")/../.build/release/engram}")
skip() {
  echo "skipped: $1"
  exit 0
}
[ "$(id -u)" = 0 ] || skip "not root"
if ! command -v slurmctld slurmd sbatch munged > /dev/null; then
  command -v apt-get > /dev/null || skip "no Slurm, and no apt-get to install it"
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends slurmctld slurmd slurm-client munge; } > /dev/null 2>&1; then
    skip "Slurm cannot be installed"
  fi
fi

work=$(mktemp -d)
chmod 755 "$work"
cleanup() {
  for daemon in slurmd slurmctld munged; do
    if [ -s "$work/run/$daemon.pid" ]; then kill "$(cat "$work/run/$daemon.pid")" 2> /dev/null || true; fi
  done
  sleep 1
  rm -rf "$work"
}
trap cleanup EXIT
fail() {
  echo "FAILED: $1"
  tail -5 "$work"/log/*.log "$work"/*/slurm/*.log 2> /dev/null || true
  exit 1
}
cd "$work"
mkdir state spool log run

host=$(hostname -s)
head -c 1024 /dev/urandom > munge.key
chmod 600 munge.key
cat > slurm.conf <<CONF
ClusterName=engram
SlurmctldHost=$host(127.0.0.1)
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$work/run/munge.socket
CredType=cred/munge
SlurmUser=root
SlurmctldPort=26817
SlurmdPort=26818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/run/slurmctld.pid
SlurmdPidFile=$work/run/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0
MpiDefault=none
ReturnToService=2
SwitchType=switch/none
MaxArraySize=21
MinJobAge=60
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=60 State=UP OverSubscribe=NO
CONF
export SLURM_CONF=$work/slurm.conf
munged --force --key-file "$work/munge.key" --socket "$work/run/munge.socket" --pid-file "$work/run/munged.pid" \
  --log-file "$work/log/munged.log" --seed-file "$work/run/munge.seed" 2> log/munged.err || skip "munge does not start: $(cat log/munged.err)"
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"
for ((i = 0; i < 100; i++)); do
  if [ "$(sinfo --noheader --format=%t 2> /dev/null)" = idle ]; then break; fi
  sleep 0.2
done
[ "$(sinfo --noheader --format=%t)" = idle ] || fail "the node does not come up"

tiny_sweep > tiny.yaml

# empty NAME: waits until the job of the folder has left the queue, telling what 'status' says meanwhile.
empty() {
  local job said="" now
  job=$(cat "$1/slurm/job.id")
  for ((i = 0; i < 300; i++)); do
    now=$("$engram" sweep status "$1" | tr '\n' ' ')
    if [ "$now" != "$said" ] && ((i % 5 == 0)); then echo "  $now"; fi
    said=$now
    if [ -z "$(squeue --noheader --jobs "$job" 2> /dev/null)" ]; then return; fi
    sleep 0.2
  done
  fail "job $job does not end"
}

same() {
  diff -r --exclude .lock --exclude slurm --exclude points.csv "$1" "$2" || fail "files of '$2' differ from those of a local run"
}

# A name that a shell or a directive might take apart.
"$engram" sweep run tiny.yaml --output local --quiet > /dev/null 2>&1
"$engram" sweep submit tiny.yaml --output "on 50% #slurm" --slurm --minutes 0.0001 --mem 100M --partition main --time 5
grep -q '^#SBATCH --array=0-15$' "on 50% #slurm/slurm/job.sh" || fail "64 chunks in an array of at most 21 are 16 tasks"
empty "on 50% #slurm"
[ -z "$(cat "on 50% #slurm"/slurm/*.log)" ] || fail "tasks had something to say"
[ "$(ls "on 50% #slurm"/slurm/*.log | wc -l)" = 16 ] || fail "not every task has a log"
"$engram" sweep collect "on 50% #slurm" > /dev/null
same local "on 50% #slurm"
echo "16 tasks: every chunk, outcomes.csv and cube.nc equal to those of a local run"

"$engram" sweep run tiny.yaml --replicates 12 --output local-large --quiet > /dev/null 2>&1
"$engram" sweep submit tiny.yaml --replicates 12 --output cancelled --slurm --minutes 0.0001 --mem 100M --array-limit 1
for ((i = 0; i < 100; i++)); do
  case "$("$engram" sweep status cancelled)" in "0 of"*) ;; *) break ;; esac
  sleep 0.1
done
scancel "$(cat cancelled/slurm/job.id)"
empty cancelled
code=0
"$engram" sweep collect cancelled > /dev/null 2> refused.txt || code=$?
[ "$code" = 2 ] && ! grep -q "1536 of 1536" refused.txt && grep -q "runs are missing in 'cancelled'" refused.txt || fail "a cancelled sweep was collected"
"$engram" sweep run cancelled --quiet > /dev/null 2>&1
same local-large cancelled
echo "cancelled half-way ($(grep -o '[0-9]* of [0-9]* runs are missing' refused.txt)) and finished by 'engram sweep run': equal too"
