# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The last sprint on other machines than the recorded one: it must come to its end on each.

OTHER_MACHINES = {
  "under UEFI" => ["uefi=1"],
  "with 64 MiB" => ["memory=64M"],
  "with 4 GiB" => ["memory=4G"],
  "with two processors" => ["smp=2"],
  "with the debug checks" => ["debug=1"],
  "on a processor that says it is Intel's" => ["cpu=max,vendor=GenuineIntel"],
  "without SMAP" => ["cpu=max,-smap"],
  "without SMEP" => ["cpu=max,-smep"],
  "without SMAP, SMEP and UMIP" => ["cpu=max,-smap,-smep,-umip"],
  "without XSAVE" => ["cpu=max,-xsave"],
  "without FSGSBASE" => ["cpu=max,-fsgsbase"],
  "without 1 GiB pages" => ["cpu=max,-pdpe1gb"],
  "on an old processor (qemu64)" => ["cpu=qemu64"],
  "on an old processor (Nehalem)" => ["cpu=Nehalem"],
  "on a Haswell" => ["cpu=Haswell"],
  "on an EPYC" => ["cpu=EPYC"]
}.freeze

last = sprints.last
OTHER_MACHINES.each do |where, settings|
  test "the last sprint comes to its end #{where}", command: machine("run", last, *settings), birth: last, cost: 4
end
test "the last sprint comes to its end on Bochs", command: machine("bochs", last), birth: last, cost: 4
test "the last sprint comes to its end on Bochs as an AMD", command: machine("bochs", last, "ryzen"), birth: last, cost: 4
