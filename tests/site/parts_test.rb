# frozen_string_literal: true

# SPDX-License-Identifier: MIT
# The parts of the site's builder, each on its own.
require_relative 'helper'
require_relative '../../tools/site/book_hooks'
require_relative '../../tools/site/crossing'
require_relative '../../tools/site/definitions'
require_relative '../../tools/site/evidence'
require_relative '../../tools/site/fonts'
require_relative '../../tools/site/html'
require_relative '../../tools/site/pages/chapters'
require_relative '../../tools/site/relative'
require_relative '../../tools/site/status'
require_relative '../../tools/site/way'

class PartsTest < Minitest::Test
  def project = @project ||= Site::Project.new(ROOT)

  def test_addresses_become_relative_to_the_page
    relative = Site::Relative.new('/nowhere')
    text = '<html lang="en"><a href="/chapters/boot.html#a">x</a><a href="/">h</a><img src="/a.png"><a href="https://x.y/">o</a><a href="#z">z</a>'
    assert_equal '<html data-root="../" lang="en"><a href="../chapters/boot.html#a">x</a><a href="../index.html">h</a><img src="../a.png">' \
                 '<a href="https://x.y/">o</a><a href="#z">z</a>', relative.rewrite(text, 'parts/a.html')
    assert_includes relative.rewrite(text, 'index.html'), 'href="chapters/boot.html#a"'
  end

  def test_the_current_page_and_what_holds_it_are_active_in_the_navigation
    nav = '<nav aria-label="Main" id="site-nav" class="site-nav"><ul class="nav-list"><li class="nav-list-item"><a href="/a.html" class="nav-list-link">A</a></li>' \
          '<li class="nav-list-item"><a href="/p.html" class="nav-list-link">P</a><ul class="nav-list"><li class="nav-list-item"><a href="/p/q.html" class="nav-list-link">Q</a></li></ul></li></ul></nav>'
    text = Site::Relative.new('/nowhere').rewrite(nav, 'p/q.html')
    assert_equal 2, text.scan('nav-list-item active').size
    assert_match(/q\.html" class="nav-list-link active" aria-current="page"/, text)
    refute_match(/a\.html" class="nav-list-link active/, text)
  end

  def test_definitions_are_read_through_the_preprocessor
    text = "/* a comment, with (brackets) */\nPANIC(7, NAME, \"one, \" \"two \\\"three\\\"\")\nPANIC(8, OTHER, \"x\")\n"
    list = Site::Definitions.invocations(text, 'PANIC', count: 3)
    assert_equal %w[7 NAME], list[0][0, 2]
    assert_equal 'one, two "three"', Site::Definitions.string(list[0][2])
    assert_equal 2, list.size
    assert_raises(Site::Error) { Site::Definitions.invocations("PANIC(1, A)\n", 'PANIC', count: 3) }
  end

  def test_nested_arguments_stay_together
    assert_equal ['a', 'f(b, c)', '"d, e"'], Site::Definitions.split('a, f(b, c), "d, e"')
  end

  # The steps of a crossing's figure, as its script gets them, and its table.
  def crossing(name)
    html = Site::Crossing.new(project).figure(name)
    [JSON.parse(html[%r{<script type="application/json">(.*?)</script>}m, 1]), html[/<table class="crossing-table".*<\/table>/m]]
  end

  def test_a_crossing_links_each_instruction_to_the_line_that_it_comes_from
    data, table = crossing('crossing')
    data['steps'].each do |_, _, text, line,|
      mnemonic = text[/\A(?:swapgs|syscall|sysretq)\z/] or next
      path, number = line.split(':')
      assert_includes data['files'][path]['lines'][number].gsub(/<[^>]+>/, ''), mnemonic
      assert_includes table, %(href="#{data['files'][path]['href']}#L#{number}")
    end
    assert_equal "/src/#{project.last.slug}/arch/x86_64/syscall_entry.S.html", data['files']['arch/x86_64/syscall_entry.S']['href']
  end

  def test_the_table_of_a_crossing_groups_its_steps_and_marks_what_changed
    data, table = crossing('crossing-exception')
    assert_equal data['steps'].size, table.scan('<tr><td>').size
    assert_match(%r{\A<tbody class="ring3"><tr><th colspan="5" scope="rowgroup">Ring 3: <code>null_read</code> <span>tests/traces/user.S</span></th></tr>\n<tr><td>1</td><td><code>[^<]+</code> is not executed: vector 14</td>},
                 table[/<tbody.*/m])
    assert_match(%r{<code>swapgs</code></td><td><a [^>]+>\d+</a></td><td class="changed">GS\u00a0base\u00a00x\h+, hidden\u00a0GS\u00a0base\u00a00</td><td></td>}, table)
    assert_match(%r{, entry\u00a0CS\u00a00x23, }, table)
  end

  def test_a_long_crossing_has_an_outline_in_which_each_step_stands_once
    html = Site::Crossing.new(project).figure('crossing-exception')
    outline = html[/<table class="crossing-outline".*?<\/table>/m]
    rows = outline.scan(%r{<tr class="ring(\d)"><td>(\d+)(?:–(\d+))?</td><td>(\d)</td><td><code>(\w+)</code>})
    assert_equal (1..crossing('crossing-exception').first['steps'].size).to_a, rows.flat_map { |_, first, last,| (first.to_i..(last || first).to_i).to_a }
    assert_equal [%w[3 null_read], %w[0 vector_stubs], %w[0 trap_entry]], rows.first(3).map { |ring, _, _, shown, name| assert_equal(ring, shown) && [ring, name] }
    refute_includes Site::Crossing.new(project).figure('crossing'), 'crossing-outline'
  end

  def test_a_chapter_has_the_table_of_a_short_crossing_and_a_link_to_that_of_a_long_one
    hooks = Site::BookHooks.new(project, nil, 'threads')
    long = hooks.figure('crossing-timer', 'threads')
    refute_includes long, 'crossing-table'
    assert_match(%r{<a href="/reference/crossing.html#crossing-timer">All \d+ steps}, long)
    assert_includes long, 'crossing-outline'
    assert_includes hooks.figure('crossing', 'dispatch'), 'crossing-table'
  end

  def test_a_row_that_stands_for_many_rounds_says_how_many
    step = ['0x1', 'copy', 'rep movsq', nil, { 'rcx' => '0' }, { 'rounds' => 511, 'rows' => 1 }]
    html = Site::Crossing::Drawing.new(project, 'x', 'title' => 'T</script>', 'sprint' => project.last.slug, 'start' => {}, 'steps' => [step], 'recorded-with' => '').html
    assert_includes html, '<code>rep movsq</code> and so on, ×511'
  end

  def test_no_text_ends_the_data_of_a_crossing
    step = ['0x1', 'x', '</script><b>', nil, {}]
    html = Site::Crossing::Drawing.new(project, 'x', 'title' => 'T', 'sprint' => project.last.slug, 'start' => {}, 'steps' => [step], 'recorded-with' => '').html
    assert_equal 2, html.scan('</script>').size
    assert_includes html, '<code>&lt;/script&gt;&lt;b&gt;</code>'
  end

  def test_each_story_of_what_goes_wrong_gets_a_heading_and_nothing_else_does
    text = "## Before\n\n**Not this.** Text.\n\n## What goes wrong\n\n**A belief.** Text **bold.** more.\n\n**Why not?** Text.\n\n**Half** a sentence.\n\n## After\n\n**Nor this.** Text.\n"
    told = Site::Chapters.stories(text)
    assert_equal ['### A belief', '### Why not?'], told.scan(/^### .*/)
    assert_includes told, "### A belief\n{: .story }\n\nText **bold.** more."
    assert_includes told, "**Half** a sentence."
    assert_equal ['## A belief', '## Why not?'], Site::Chapters.stories(text[/## What.*/m], titled: true).scan(/^## [AW].*\?|^## A b.*/)
  end

  def test_a_figure_of_the_sprint_comes_before_one_of_the_same_name_that_all_share
    hooks = Site::BookHooks.new(project, nil, 'ring3')
    assert_match(/\A\s*(?:<!--.*?-->\s*)?<svg/m, hooks.figure('crossing', 'ring3'))
    assert_includes hooks.figure('crossing', 'dispatch'), 'class="crossing"'
  end

  def rows = project.yaml('docs/boundary.yml', []).flat_map { |group| group['rows'] }

  def test_rows_of_the_boundary_have_one_identifier_each_and_say_why
    assert_operator rows.size, :>=, 110
    assert_equal rows.map { |r| r['id'] }.uniq, rows.map { |r| r['id'] }
    rows.each { |r| %w[requirement reason birth].each { |key| refute_empty r[key].to_s, "#{r['id']} has no #{key}" } }
  end

  def test_every_row_of_the_boundary_whose_sprint_is_written_has_evidence_that_exists
    evidence = Site::Evidence.new(project, [])
    names = Tests::Suite.load_all.map(&:name)
    written = rows.select { |r| project.tree.order.include?(r['birth']) }
    bare = written.select { |r| evidence.references(r).empty? && r['caveat'].nil? }.map { |r| r['id'] }
    assert_empty bare, 'docs/boundary.yml: these rows name neither a test nor a caveat'
    lost = written.flat_map { |r| evidence.references(r).reject { |kind, name| names.any? { |n| n.match?(evidence.pattern(kind, name)) } }.map { |kind, name| "#{r['id']} #{kind}: #{name}" } }
    assert_empty lost, 'docs/boundary.yml names tests that do not exist'
  end

  def test_a_status_is_computed_from_results
    row = { 'birth' => project.tree.order.first, 'boot' => ['x'], 'broken' => ['s/y'] }
    passed = [{ 'name' => 'A thing holds [x at boot]', 'status' => 'passed' }, { 'name' => 'without its guard a test turns red: g [s/y]', 'status' => 'passed' }]
    assert_equal 'guarded', Site::Evidence.new(project, passed).status(row).first
    failed = [passed[0], passed[1].merge('status' => 'failed')]
    assert_equal 'failed', Site::Evidence.new(project, failed).status(row).first
    assert_equal 'unknown', Site::Evidence.new(project, passed.first(1)).status(row).first
    assert_equal 'open', Site::Evidence.new(project, passed).status('birth' => row['birth']).first
    assert_equal 'later', Site::Evidence.new(project, passed).status('birth' => 'not-written').first
  end

  Test = Struct.new(:name, :birth)

  def test_a_sprint_is_complete_only_if_each_of_its_tests_passed_for_this_source
    cases = [Test.new('one', 'boot'), Test.new('two', 'boot'), Test.new('three', 'console')]
    kinds = { %w[passed passed] => 'complete', %w[passed failed] => 'failed', %w[passed skipped] => 'unknown', ['passed'] => 'unknown', [] => 'unknown' }
    kinds.each do |states, kind|
      results = %w[one two].zip(states).select(&:last).map { |name, state| { 'name' => name, 'status' => state } }
      status = Site::Status.new(project, cases: cases, results: results + [{ 'name' => 'three', 'status' => 'passed' }])
      assert_equal kind, status.of('boot').first, states.inspect
    end
    assert_equal 'unknown', Site::Status.new(project, cases: cases, results: []).of('a-sprint-without-tests').first
    known = Tests::Suite.load_all.map(&:birth)
    assert_empty project.sprints.map(&:slug) - known, 'these sprints have no test, and are never complete'
  end

  # The way over another trace.
  def way_over(data)
    stub = Object.new
    stub.define_singleton_method(:yaml) { |*| data }
    Site::Way.new(stub)
  end

  def test_the_way_through_the_door_is_drawn_from_the_trace
    data = project.yaml(Site::Way::FILE, nil)
    way = way_over(data)
    assert_equal %w[syscall sysretq], [way.steps.first.text, way.steps.last.text]
    assert_equal data['ring0'], way.steps.size - 1
    assert_equal way.steps.size, way.counts.sum(&:last)
    assert_equal Site::Way::STRETCHES, way.counts.map(&:first)
    pushes = data['steps'].count { |_, _, text| text.start_with?('push') }
    assert_equal pushes, way.bars.map(&:words).max
    assert_equal pushes, way.counts.find { |stretch, _| stretch.title == 'The frame fills' }.last
    assert_equal [0, 0], [way.bars.first.words, way.bars.last.words]
    without = data.merge('steps' => data['steps'].reject { |_, _, text| text.start_with?('pop') })
    assert_match(/the door has changed/, assert_raises(Site::Error) { way_over(without).html }.message)
  end

  def test_the_style_sheet_names_the_fonts_that_are_shipped
    scss = project.read('site/_sass/custom/_fonts.scss')
    named = scss.scan(/@include ship\("[^"]+", "([^"]+)", (\d+), (\w+)\)/).map { |package, weight, style| "#{package}-latin-#{weight}-#{style}.woff2" }
    assert_equal Site::Fonts::FAMILIES.flat_map(&:files).sort, named.sort
    assert_includes scss, 'font-display: swap'
    Dir.mktmpdir do |folder|
      Site::Fonts.new(project).install(folder)
      named.each { |file| assert_equal 'wOF2', File.binread(File.join(folder, 'assets/fonts', file), 4) }
    end
    Site::Fonts::FAMILIES.each { |family| assert_match(/SIL OPEN FONT LICENSE/, Site::Fonts.new(project).licence(family)) }
  end

  def test_a_page_with_few_sections_has_no_contents
    maker = Site::Maker.new(project, nil)
    assert_nil maker.send(:contents, "## One\n\n## Two\n")
    assert_includes maker.send(:contents, "## One\n\n## Two\n\n## Three\n"), '{:toc}'
  end

  def test_replaced_files_of_the_theme_are_listed_with_the_hash_of_the_original
    theme = Gem.loaded_specs.fetch('just-the-docs').full_gem_path
    listed = project.yaml('site/overrides.yml', {})
    Dir.glob('{_includes,_layouts,_sass,assets}/**/*', base: File.join(ROOT, 'site')).each do |file|
      original = File.join(theme, file)
      next if !File.file?(original) || file.match?(%r{_custom\.(?:html|js)\z|\A_sass/(?:custom|color_schemes)/|\A_includes/title\.html\z})

      assert_equal Digest::SHA256.file(original).hexdigest, listed[file],
                   "site/#{file} replaces a file of the theme: look at the original and write its hash into site/overrides.yml"
    end
    listed.each_key { |file| assert File.file?(File.join(ROOT, 'site', file)), "site/overrides.yml lists #{file}, which is not replaced" }
  end

  def test_lock_files_name_public_registries_only
    assert_equal ['https://rubygems.org/'], File.read(File.join(ROOT, 'Gemfile.lock')).scan(/remote: (\S+)/).flatten.uniq
    addresses = File.read(File.join(ROOT, 'package-lock.json')).scan(/"resolved": "([^"]+)"/).flatten
    assert_empty(addresses.reject { |a| a.start_with?('https://registry.npmjs.org/') })
  end
end
