# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The makers of the reference: what they take from the source, compared with what a compiler or the file itself says.
require_relative 'helper'
require 'tmpdir'
require_relative '../../tools/site/call_examples'
require_relative '../../tools/site/doxygen'
require_relative '../../tools/site/pages'
require_relative '../../tools/site/one_page'
require_relative '../../tools/site/terms'

class ReferenceTest < Minitest::Test
  def project = @project ||= Site::Project.new(ROOT)
  def maker(kind) = kind.new(project, Site::NoLinks.new)

  # An oracle that does not read the header as text.
  def test_the_offsets_of_the_frame_are_the_compilers
    Dir.mktmpdir do |folder|
      %w[arch/x86_64/frame.h kernel/types.h].each do |path|
        FileUtils.mkdir_p(File.dirname(File.join(folder, path)))
        File.write(File.join(folder, path), project.tree.text(path, project.last.slug))
      end
      members = maker(Site::Frame).members
      program = "#include <stddef.h>\n#include \"arch/x86_64/frame.h\"\n" +
                members.map { |offset, name, _| "_Static_assert(offsetof(struct frame, #{name}) == #{offset}, \"#{name}\");\n" }.join +
                "_Static_assert(sizeof(struct frame) == #{8 * members.size}, \"a member is missing\");\n"
      text, status = Open3.capture2e('gcc', '-std=gnu17', '-fsyntax-only', "-I#{folder}", '-x', 'c', '-', stdin_data: program)
      assert status.success?, text
    end
  end

  def test_an_invariant_without_tests_stops_the_build
    error = assert_raises(Site::Error) { maker(Site::Invariants).send(:check, %w[a.c b.c], %w[a.c]) }
    assert_includes error.message, 'b.c'
    error = assert_raises(Site::Error) { maker(Site::Invariants).send(:check, %w[a.c], %w[a.c gone.c]) }
    assert_includes error.message, 'gone.c'
  end

  # grep is the oracle: as many files as have a line that begins so.
  def test_every_stated_invariant_is_found
    stated = Site::Invariants.stated(project)
    files = project.tree.paths(project.last.slug).grep(%r{\A(?:kernel|arch|user)/.*\.[chS]\z})
    assert_equal files.select { |path| project.tree.text(path, project.last.slug).match?(/^ \* Invariants?: /) }.sort, stated.keys
    assert_operator stated.size, :>, 10
    assert(stated.values.all? { |words| words.end_with?('.') }, 'a sentence is cut short')
  end

  def test_every_name_among_the_tests_of_invariants_exists
    evidence = Site::Evidence.new(project, [])
    project.yaml(Site::Invariants::FILE, []).each do |row|
      references = evidence.references(row)
      refute_empty references, row['file']
      references.each do |kind, name|
        assert_path_exists project.path(evidence.path(kind, name)), "#{row['file']} names #{name}" if evidence.path(kind, name)
      end
    end
  end

  def test_every_function_of_the_library_is_in_its_manual
    library = maker(Site::UserLibrary)
    pages = library.pages
    assert_equal library.headers.size + 1, pages.size
    Dir.mktmpdir do |folder|
      library.headers.each do |path|
        # ctags, with a list of its own, is the oracle.
        file = File.join(folder, File.basename(path))
        File.write(file, project.tree.text(path, project.last.slug))
        names, = Open3.capture2('ctags-universal', '-x', '--c-kinds=pf', '--_xformat=%N', file)
        page = pages.find { |one| one.title == File.basename(path) }.markdown
        names.split.uniq.each { |name| assert_match(/id="#{name.tr('_', '-')}"|\{: ##{name.tr('_', '-')} \}/, page, "#{path}: #{name}") }
      end
    end
  end

  def test_a_contract_is_taken_apart
    contract = Site::UserLibrary::Contract.read("/**\n * Reads a number:\n * digits.\n *\n * More.\n *\n * @param text where it\n *        begins\n * @return the number\n */")
    assert_equal ['Reads a number: digits.', 'More.'], contract.words
    assert_equal [['text', 'where it begins']], contract.parameters
    assert_equal 'the number', contract.returns
    assert_equal 'null if none', Site::UserLibrary::Contract.read('/** Finds it. @return null if none */').returns
  end

  def test_every_call_has_an_example_that_a_test_runs
    examples = Site::CallExamples.new(project)
    names = maker(Site::Calls).calls.map(&:name)
    names.each { |name| assert_match(/\b(?:thread_)?#{name}\(/, examples.example(name).code.sub("example_#{name}(", ''), "the example of #{name} does not call it") }
    assert_raises(Site::Error) { examples.example('no_such_call') }
    main = File.read(File.join(ROOT, Site::CallExamples::FOLDER, 'init.c'))[/^int main.*/m]
    names.each { |name| assert_includes main, "example_#{name}();" }
    assert_includes examples.example('thread_yield').code, 'static void thread_yield_twice'
  end

  TERMS = { 'page table' => 'x', 'gate' => 'x', 'ABI' => 'x', 'W^X' => 'x', 'call gate' => 'x' }.freeze

  def link(html, terms = TERMS.keys)
    maker = Site::Terms.allocate
    maker.link("<main>#{html}</main>", terms.dup)[%r{<main>(.*)</main>}m, 1]
  end

  def test_terms_are_linked_where_they_first_stand_and_nowhere_else
    assert_equal '<p>A <a class="term" href="/reference/glossary.html#page-table">page table</a> and a page table.</p>', link('<p>A page table and a page table.</p>')
    assert_includes link('<p>Page tables are.</p>'), '>Page tables</a>'
    assert_includes link('<p>A call gate.</p>'), '>call gate</a>'
    assert_includes link('<p>W^X holds.</p>'), '>W^X</a>'
    ['<h2>Gate</h2>', '<p><a href="x">gate</a></p>', '<p><code>gate</code></p>', '<pre><span>gate</span> gate</pre>', '<p>delegated, gate-keeper, investigate</p>',
     '<p>abi</p>', '<details class="contents"><summary>x</summary><li>gate</li></details>', '<p title="gate">x</p>', '<figure><p>gate</p></figure>'].each do |html|
      assert_equal html, link(html)
    end
    once = link('<p>The page table. A page table, a table, a file descriptor, a descriptor.</p>', ['page table', 'table', 'descriptor'])
    assert_includes once, '>page table</a>. A page table, a <a', 'half of a term is no term, even when the whole one is linked already'
    assert_includes once, 'a file descriptor, a <a', 'nor where it means something else'
    assert_includes link('<pre><code>gate</code></pre><p>gate</p>'), '<p><a class="term"', 'words after closed elements are linked'
  end

  def test_symptoms_are_many_and_every_one_has_its_section
    pages = [Site::Page.new(address: '/chapters/boot.html', title: '1. Boot', markdown: "# Boot\n\n## What goes wrong\n\n### Odd one\n{: #odd }\n", data: {}),
             Site::Page.new(address: '/chapters/boot/next.html', title: '1.2 The next page', markdown: "# x\n", data: {})]
    sections = Site::Sections.new(pages)
    assert_equal '/chapters/boot.html#what-goes-wrong', sections.address('boot', 'What goes wrong')
    assert_equal '/chapters/boot.html#odd', sections.address('boot', 'Odd one')
    assert_equal '/chapters/boot/next.html', sections.address('boot', 'The next page')
    assert_nil sections.address('boot', 'Missing')
    told = "# Boot\n\n## What goes wrong\n\n### A `story`\n{: .story }\n\n[x](/one.html)\n\n### Another\n{: #other .story }\n\n[x](/two.html) [x](/one.html)\n"
    stories = Site::Sections.new([Site::Page.new(address: '/chapters/boot.html', title: '1. Boot', markdown: told, data: {})])
    assert_equal ['/chapters/boot.html#a-story', 'A story'], stories.around('boot', '/one.html')
    assert_equal ['/chapters/boot.html#other', 'Another'], stories.around('boot', '/two.html')
    assert_nil stories.around('boot', '/three.html')
    assert_raises(Site::Error) { Site::Symptoms.new(project, nil, pages).pages }
    assert_operator project.yaml(Site::Symptoms::FILE, []).sum { |group| group['rows'].size }, :>=, 30
  end

  def test_chapters_on_one_page_keep_their_links_and_their_identifiers_apart
    keys = { '/chapters/a.html' => 'a', '/chapters/b/c.html' => 'b-c' }
    html = '<h1 id="t">T <a href="#t" class="anchor-heading"><svg></svg></a></h1><p><a href="#x">1</a><a href="/chapters/b/c.html#y">2</a><a href="/chapters/b/c.html">3</a>' \
           '<a href="/src/x.html#L1">4</a><a href="https://e.example/#z">5</a></p><h5 aria-labelledby="t x">z</h5><nav class="neighbours">n</nav>'
    text = Site::OnePage.section(html, '/chapters/a.html', keys)
    assert_equal %w[#a--x #b-c--y #b-c /src/x.html#L1 https://e.example/#z], text.scan(/href="([^"]*)"/).flatten
    assert_includes text, '<h2 id="a--t">'
    assert_includes text, '<h6 aria-labelledby="a--t a--x">'
    refute_match(/neighbours|anchor-heading/, text)
  end

  def test_the_course_has_every_sprint_once
    weeks = project.yaml('site/_data/course.yml', [])
    assert_equal ['before', *project.tree.order], weeks.flat_map { |week| week['sprints'] }
    assert_equal (1..weeks.size).to_a, weeks.map { |week| week['week'] }
  end

  def test_without_solutions_none_is_shown
    slug = project.tree.order.find { |one| Dir.glob(project.path('sprints', one, 'exercises', '*', 'solution.patch')).any? }
    assert_includes Site::Exercises.new(project).text(slug), '<summary>Solution</summary>'
    refute_includes Site::Exercises.new(Site::Project.new(ROOT, solutions: false)).text(slug), '<summary>Solution</summary>'
  end
end
