# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The ladder: its unit tests, and what it promises about the tree as it is.

{ 'order' => 'SPRINT= accepts a number, a slug or both, and manifests are checked',
  'lifetime' => 'each line of a staged file has the birth and death that conditionals, replacements and manifests give it',
  'stage' => 'a staged tree is clean, and its Makefile and README stand alone',
  'lint' => 'each rule of the ladder refuses a tree that breaks it, with the place',
  'equal' => 'objects of the authored and the staged tree that differ are found',
  'tags' => 'editions never move, plain tags follow, and tags of others stay',
  'skeleton' => 'the skeleton names the files of each sprint',
  'abi' => 'calls, errors and panics have the numbers that the skeleton reserves',
  'definitions' => 'the hash of the calls changes with what kernel and programs must agree on, and with nothing else',
  'arrows' => 'programs see the treaty and the shared library, the kernel sees no architecture, and nobody sees a program',
  'new_sprint' => 'a new sprint edits nothing but the order' }.each do |name, sentence|
  test sentence, command: ['ruby', "tests/ladder/#{name}_test.rb"]
end

test 'the tree keeps the rules of the ladder, and no staged tree holds a symbol, file or slug born later',
     command: ['ruby', 'tools/ladder.rb', 'lint'], cost: 3

test 'the same source gives the same tags, whoever makes them', command: ['ruby', 'tests/ladder/real_tree.rb', 'same-hashes'], cost: 4

sprints.each do |slug|
  test "the authored and the staged tree of #{slug} compile to the same objects",
       command: ['ruby', 'tools/ladder.rb', 'equal', slug], birth: slug, cost: 10
  test "the tag of #{slug}, exported, builds, runs and passes its own check without Ruby, in another time zone and locale",
       command: ['ruby', 'tests/ladder/real_tree.rb', 'tag', slug], birth: slug, cost: 15
end

middle = sprint?('frames') ? 'frames' : sprints.first
test "a sprint inserted after #{middle} edits no code and no prose, and its neighbours stay as they were",
     command: ['ruby', 'tests/ladder/real_tree.rb', 'insert', middle], birth: middle, cost: 30
