# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The spelling of the prose: hunspell's British dictionary, and docs/words.txt for what it does not know.
require_relative 'helper'
require 'tmpdir'
require 'yaml'
require_relative '../../tools/site/prose_words'

class SpellingTest < Minitest::Test
  WORDS = File.join(ROOT, 'docs/words.txt')

  # Of these words, those that hunspell does not know.
  def unknown(words)
    out, err, status = Open3.capture3({ 'LC_ALL' => 'C.UTF-8' }, 'hunspell', '-d', 'en_GB', '-i', 'UTF-8', '-l', stdin_data: "#{words.join("\n")}\n")
    assert status.success?, "hunspell: #{err}"
    out.force_encoding('UTF-8').split("\n")
  rescue Errno::ENOENT
    flunk 'hunspell is not installed: run `make deps`'
  end

  def bare(word) = word.sub(/'s\z/, '')

  # The project's words, and what a capital makes of them at the beginning of a sentence.
  def own = @own ||= File.readlines(WORDS, chomp: true).reject { |line| line.empty? || line.start_with?('#') }

  def test_every_word_is_spelled_as_a_dictionary_has_it
    places = Site::ProseWords.new(ROOT).all
    assert_operator places.size, :>, 2000, 'hardly any prose was found'
    wrong = unknown(places.keys.map { |word| bare(word) }.uniq)
    wrong -= own
    wrong.reject! { |word| own.include?(word.sub(/\A./, &:downcase)) }
    list = places.select { |word, _| wrong.include?(bare(word)) }.map { |word, place| "#{place}: #{word}" }
    assert_empty list, 'correct these words, or add them to docs/words.txt'
  end

  def test_the_projects_words_are_in_order_and_in_use
    assert_equal own.sort_by { |word| [word.downcase, word] }.uniq, own, 'docs/words.txt is not in alphabetical order, or has a word twice'
    used = Site::ProseWords.new(ROOT).all.keys.flat_map { |word| [bare(word), bare(word).sub(/\A./, &:downcase)] }
    assert_empty own - used, 'no prose uses these words any more: take them out of docs/words.txt'
  end

  # A tree with nothing but one mistake in each place where prose stands.
  def test_a_mistake_is_found_wherever_prose_stands
    Dir.mktmpdir do |root|
      write = lambda do |name, text|
        FileUtils.mkdir_p(File.dirname(File.join(root, name)))
        File.write(File.join(root, name), text)
      end
      mistakes = Site::ProseWords::MARKDOWN.each_with_index.map { |pattern, i| [pattern.sub('{task,hint}', 'task').gsub('*', 'x'), letters(i)] }
      mistakes.each { |name, word| write.call(name, "# A title\n\nA wrnog#{word} word.\n") }
      Site::ProseWords::DATA.each_with_index do |(name, keys), i|
        mistakes << [name, "data#{letters(i)}"]
        write.call(name, [{ (keys || %w[term]).first => "A wrnogdata#{letters(i)} word." }].to_yaml)
      end
      found = Site::ProseWords.new(root).all
      mistakes.each { |name, word| assert_match(/\A#{Regexp.escape(name)}:\d+\z/, found["wrnog#{word}"], "no mistake is found in #{name}") }
      assert_equal mistakes.map { |_, word| "wrnog#{word}" }.sort, unknown(found.keys).sort
    end
  end

  # A number in letters.
  def letters(number) = number.to_s.tr('0-9', 'a-j')

  def test_a_mistake_is_found_and_code_is_none
    assert_equal %w[recieves], unknown(%w[receives recieves colour])
    text = Site::ProseWords.strip("A `teh` [teh](teh.md) teh_word\n\n```c\nteh\n```\n\n    teh\n\nright{:.teh} <span title=\"teh\">wrnog</span>\n")
    assert_equal %w[A right wrnog], text.scan(Site::ProseWords::WORD) - %w[teh]
    assert_equal 1, text.scan('teh').size, 'the words of a link are prose, its address is not'
    assert_equal 9, Site::ProseWords.strip("```\na\nb\n```\n\n<!-- x\ny -->\n\nhere\n").lines.index("here\n") + 1
  end
end
