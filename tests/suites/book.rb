# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The book's tools, and what the book promises: each sprint by itself, then the whole.

Dir.glob(root("tests", "book", "*_test.rb")).sort.each do |file|
  test "the tools of the book hold: #{File.basename(file, "_test.rb").tr("_", " ")}", command: ["ruby", file]
end

book = %w[ruby tools/book.rb]

sprints.each do |slug|
  test "every line that sprint #{slug} adds is shown once, or waived with a reason", command: [*book, "coverage", slug], birth: slug
  test "every excerpt, slice, figure, link and number of chapter #{slug} names something that exists", command: [*book, "pages", slug], birth: slug
  test "no section of chapter #{slug} explains code that has changed since it was read", command: [*book, "locks", slug], birth: slug
  test "every name in chapter #{slug} exists at that sprint, or is marked", command: [*book, "names", slug], birth: slug
  test "no number in chapter #{slug} is typed that could be measured", command: [*book, "numbers", slug], birth: slug
end

test "the book as a whole is covered: no unused region, no silent file, at most 3 % waived", command: [*book, "coverage"]
