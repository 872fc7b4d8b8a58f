# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The website: its parts, its finished pages, and what a browser makes of them. The tests of finished pages share one build.

ruby = ->(file, name) { ["ruby", "tests/site/#{file}_test.rb", "-n", "test_#{name}"] }
pages = {
  "every_link_and_every_fragment_leads_somewhere" => "every link and every fragment of the site leads somewhere",
  "every_link_of_listings_and_of_the_api_leads_somewhere" => "every link of sources, of the API and of the whole book leads somewhere",
  "every_page_is_of_a_kind_that_the_tests_know" => "every page of the site is of a kind of which samples are tested",
  "every_page_can_be_reached_from_the_first" => "every page of the site can be reached from the first one",
  "nothing_is_loaded_from_elsewhere" => "no page of the site loads anything from elsewhere",
  "no_address_is_absolute" => "no address in the site is absolute",
  "every_page_names_its_edition_and_its_source" => "every page of the site names its edition and its source",
  "every_page_is_valid_html" => "every page of the site is valid HTML",
  "two_builds_give_the_same_bytes" => "two builds of the site, from two folders and on two dates, give the same bytes",
  "the_index_of_the_search_covers_the_book_and_nothing_outside" => "the search covers the book and nothing outside",
  "every_chapter_stands_in_the_navigation_under_its_part" => "every chapter stands in the navigation under its part"
}
# The first that starts builds the site. The others come later, so that they need not wait for it.
first = "two_builds_give_the_same_bytes"
pages.each { |name, sentence| test sentence, command: ruby.call("pages", name), cost: name == first ? 100 : 18 }

test "a defect in a file of the site turns the test red that looks for it", command: ["ruby", "tests/site/defects_test.rb", "-n", "/files|lonely|builds/"], cost: 17
test "a defect that shows in a browser turns the test red that looks for it", command: ["ruby", "tests/site/defects_test.rb", "-n", "/browser/"], cost: 17
test "the lexers for GNU assembler and linker scripts know every token of the kernel", command: ["ruby", "tests/site/lexers_test.rb"]
test "the site has what a published site has", command: ["ruby", "tests/site/publication_test.rb"], cost: 18
test "the downloads of the site are what the ladder stages, and do not depend on when or where", command: ["ruby", "tests/site/downloads_test.rb"], cost: 18

test "the makers of the reference hold, and every system call has an example that a test runs", command: ["ruby", "tests/site/reference_test.rb"]
test "names in excerpts lead to their definitions, transcripts have sessions to replay, and neither weighs much", command: ["ruby", "tests/site/excerpts_test.rb"], cost: 18
test "every word of the prose is spelled as a dictionary has it, or is one of the project's own", command: ["ruby", "tests/site/spelling_test.rb"]
test "register layouts agree with the constants of the kernel, both ways, and are drawn whole", command: ["ruby", "tests/site/registers_test.rb"]
test "every sprint has its address map, and what is shown of it is what was recorded", command: ["ruby", "tests/site/address_maps_test.rb"]
test "the parts of the site's builder hold", command: ["ruby", "tests/site/parts_test.rb"]

browser = {
  "accessible" => "no page of the site breaks a rule of accessibility, light or dark, on a phone, on a laptop or in a wide window",
  "sub-path" => "the site works from a sub-path of a web server",
  "folder" => "the site works from a folder, without a web server",
  "no-script" => "the site can be read without JavaScript",
  "search" => "the search finds a word, with the keyboard alone too, and is loaded only when asked for",
  "colours" => "the switch between light and dark works and is remembered, until it agrees with the system",
  "crossing" => "a crossing can be stepped through with keys, buttons, slider and finger, shows what was recorded, and is a table without JavaScript",
  "copy" => "copying an excerpt gives exactly the code",
  "layouts" => "every bit number and name of a register layout can be read, on a phone too",
  "maps" => "an address map fits its figure on a phone, and each kind of range has a colour of its own",
  "marks" => "new lines of an excerpt are marked by more than colour, on screen and on paper",
  "cards" => "a name in an excerpt says what it is, to a mouse, the keyboard and a finger",
  "player" => "a transcript is replayed by a player that is loaded only when asked for",
  "api" => "the API reference has the colours of the book, and one switch for both",
  "paper" => "the one-page edition prints to a PDF with bookmarks and tags",
  "narrow" => "no page of the site is wider than a window of 320 pixels",
  "weight" => "every page weighs at most what its kind may, a page of prose 200 KB, with everything that loads before the reader acts",
  "measure" => "a line of prose has 60 to 75 characters",
  "code" => "no excerpt scrolls sideways: code is as wide as it needs where there is room, and goes on in the next row where there is none",
  "contents" => "the contents stand beside the text and follow the reader, and are folded on a phone",
  "pages" => "whoever turns the pages, with the keyboard too, sees each page of the book once",
  "progress" => "the site shows how far the reader has come, and leads back there",
  "flash" => "no frame is drawn in colours that the reader did not choose",
  "fonts" => "the pages are set in the site's own fonts, and do not jump when these arrive",
  "notes" => "footnotes stand in the margin of a wide window and fold in on a phone",
  "print" => "a printed page has no navigation, whole lines of code and the addresses of other sites",
  "home" => "the first page shows the crossing as it was recorded, and every sprint"
}
browser.each { |name, sentence| test sentence, command: ["ruby", "tests/site/browser_test.rb", name], cost: name == "accessible" ? 19 : 18 }
