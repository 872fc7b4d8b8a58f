# frozen_string_literal: true

# SPDX-License-Identifier: MIT
module Site
  # Something that whoever builds the site can put right. The message says how.
  class Error < StandardError; end
end
