# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "minitest/autorun"
require "yaml"

# docs/skeleton.md says which sprint each file is born in; the manifests say it, too. One of them would go stale.
class SkeletonTest < Minitest::Test
  ROOT = File.expand_path("../..", __dir__)

  # Slug => files, from the table of section 9.
  def planned
    section = File.read(File.join(ROOT, "docs", "skeleton.md"))[/^## 9\..*?(?=^## 10\.)/m]
    section.lines.grep(/^\| /).filter_map do |line|
      slug, files = line.split("|").map(&:strip)[1, 2]
      [slug, files.split(", in place").first.to_s.scan(/`([^`]+)`/).flatten.sort] if slug.match?(/\A[a-z0-9]+\z/) && slug != "sprint"
    end.to_h
  end

  def written
    File.readlines(File.join(ROOT, "sprints", "order"), chomp: true).filter_map do |slug|
      manifest = File.join(ROOT, "sprints", slug, "manifest.yml")
      [slug, YAML.safe_load_file(manifest)["add"].sort] if File.exist?(manifest)
    end.to_h
  end

  def test_the_skeleton_names_the_files_of_each_manifest
    plan = planned
    written.each do |slug, files|
      assert_equal files, plan[slug], "docs/skeleton.md, section 9, and sprints/#{slug}/manifest.yml disagree: mend the table, in a commit of its own"
    end
  end
end
