"""The pages of the section 下钻: county, partnership, school, changes."""
