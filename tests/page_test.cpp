// Pages in text, Markdown and HTML: the same page, whole in each.
#include "cli/page.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "cli/license_page.h"
#include "tests/case_file.h"
#include "tests/markup.h"
#include "tests/run_program.h"

using namespace licet;
using cli::Page;
using tests::has;
using tests::Ran;
using tests::run_licet;
using tests::unwrapped;

namespace {

// Everything a page says.
std::vector<std::string> parts_of(const Page& page) {
  std::vector<std::string> out = {page.id(), page.name()};
  const auto add = [&](const std::vector<Page::Line>& lines) {
    for (const Page::Line& line : lines)
      out.insert(out.end(), {line.label, line.text});
  };
  for (const Page::Section& section : page.sections()) {
    out.insert(out.end(), {section.heading, section.text});
    add(section.lines);
    for (const Page::Item& item : section.items) {
      out.insert(out.end(), {item.where, item.what, item.text});
      add(item.details);
    }
  }
  return out;
}

// What a reader of each format sees has to hold it, wrapping aside.
void holds_all(const Page& page) {
  const std::string text = unwrapped(cli::page_text(page, {}));
  const std::string markdown = tests::markdown_seen(cli::page_markdown(page, {}));
  const std::string html = tests::body_text(cli::page_html(page, {}));
  for (const std::string& part : parts_of(page)) {
    const std::string wanted = unwrapped(part);
    if (!has(text, wanted)) FAIL_CHECK("text lacks " << wanted);
    if (!has(markdown, wanted)) FAIL_CHECK("Markdown lacks " << wanted);
    if (!has(html, wanted)) FAIL_CHECK("HTML lacks " << wanted);
  }
}

// A row for each item, and as many cells in each as in the head.
void tables_fit(const Page& page) {
  const auto tables = tests::markdown_tables(cli::page_markdown(page, {}));
  std::size_t at = 0;
  for (const Page::Section& section : page.sections()) {
    if (section.items.empty()) continue;
    REQUIRE(at < tables.size());
    const auto& table = tables[at++];
    REQUIRE(table.size() == section.items.size() + 2);
    for (const auto& row : table)
      CHECK(row.size() == table.front().size());
    for (std::size_t i = 0; i < section.items.size(); ++i) {
      const Page::Item& item = section.items[i];
      CHECK(table[i + 2][0] == unwrapped(item.where));
      CHECK(table[i + 2][1] == unwrapped(item.what));
      CHECK(table[i + 2][2].starts_with(unwrapped(item.text)));
    }
  }
  CHECK(at == tables.size());
}

// Everything a page may hold, with what each format has a meaning for.
Page odd_page() {
  Page page;
  page.title("<id> & |x|", "A_name with *stars* and \"quotes\"");
  page.line("label", "a | b");
  page.heading("FIRST & <last>");
  page.text("A paragraph with `code`, a [link](x) and </p>.");
  page.line("", "no label");
  page.heading("ITEMS");
  page.item("1|a", "kind_one", "Says a | b\nand \\ <script>alert('1')</script>.");
  page.detail("acts", "run, modify");
  page.detail("on", "x || y");
  page.item("2", "", "Without a kind.");
  page.detail("when", "a < b && c");
  page.detail("acts", "host");
  return page;
}

}  // namespace

TEST_CASE("page: every license says the same in three formats, and HTML is well formed") {
  for (const engine::License& license : tests::whole_catalogue().licenses) {
    CAPTURE(license.id);
    Page page;
    cli::license_page(license, tests::whole_catalogue(), page);
    std::size_t items = 0;
    for (const Page::Section& section : page.sections())
      items += section.items.size();
    CHECK(items == license.clauses.size());
    const std::string html = cli::page_html(page, {});
    REQUIRE(tests::body_problem(html).empty());
    CHECK(tests::texts_at(html, "//tr[td]").size() == items);
    CHECK(!has(html, "<script"));
    holds_all(page);
    tables_fit(page);
  }
}

TEST_CASE("page: nothing on it turns into markup") {
  const Page page = odd_page();
  const std::string html = cli::page_html(page, {});
  REQUIRE(tests::body_problem(html).empty());
  CHECK(!has(html, "<script"));
  CHECK(tests::texts_at(html, "//h2") == std::vector<std::string>{"FIRST & <last>", "ITEMS"});
  CHECK(tests::texts_at(html, "//p").back() == "A paragraph with `code`, a [link](x) and </p>.");
  holds_all(page);
  tables_fit(page);
  const std::string markdown = cli::page_markdown(page, {});
  CHECK(has(markdown, "\\`code\\`"));
  CHECK(has(markdown, "\\[link](x)"));
  CHECK(has(markdown, "\\<script>"));
  CHECK(has(markdown, "\\*stars\\*"));
}

TEST_CASE("page: details become columns or stand below what is said, and empty ones are left out") {
  Page page = odd_page();
  page.detail("fields", "");
  page.line("nothing", "");
  const auto table = tests::markdown_tables(cli::page_markdown(page, {})).at(0);
  CHECK(table[0] == std::vector<std::string>{"section", "what", "says", "acts", "on", "when"});
  CHECK(table[2][3] == "run, modify");
  CHECK(table[2][4] == "x || y");
  CHECK(table[2][5].empty());
  CHECK(table[3][3] == "host");
  CHECK(table[3][4].empty());
  CHECK(table[3][5] == "a < b && c");
  const std::string html = cli::page_html(page, {});
  CHECK(tests::texts_at(html, "//th") == table[0]);
  CHECK(tests::texts_at(html, "//tr[3]/td") == table[3]);
  CHECK(!has(html, "nothing"));
}

TEST_CASE("page: the program prints each format, for licenses, lists, findings and assumptions") {
  for (const char* name : {"CC-BY-SA-4.0", "AMPAS", "GPL-2.0+", "Classpath-exception-2.0", "GPL",
                           "share-alike-broken", "sa.reaches-model"}) {
    CAPTURE(name);
    const Ran plain = run_licet({"explain", name});
    const Ran text = run_licet({"explain", name, "--format", "text"});
    const Ran markdown = run_licet({"explain", name, "--format", "markdown"});
    const Ran html = run_licet({"explain", name, "--format", "html"});
    for (const Ran* ran : {&plain, &text, &markdown, &html}) {
      CHECK(ran->code == 0);
      CHECK(ran->err.empty());
    }
    CHECK(plain.out == text.out);
    CHECK(markdown.out.starts_with("# "));
    CHECK(html.out.starts_with("<!doctype html>\n"));
    CHECK(html.out.ends_with("</html>\n"));
    CHECK(tests::body_problem(html.out).empty());
    for (const char* outside : {"<script", "src=", "href=", "@import", "url("})
      CHECK(!has(html.out, outside));
    for (const auto& table : tests::markdown_tables(markdown.out)) {
      for (const auto& row : table)
        CHECK(row.size() == table.front().size());
    }
  }
  CHECK(run_licet({"explain", "MIT", "--format", "pdf"}).code == 2);
}

TEST_CASE("page: -o writes whole or not at all") {
  const tests::TempFolder folder;
  for (const std::vector<std::string>& command : {
           std::vector<std::string>{"explain", "MIT"},
           std::vector<std::string>{ "diff",    "MIT", "MIT"}
  }) {
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {"--format", "html"});
    const std::string shown = run_licet(arguments).out;
    arguments.insert(arguments.end(), {"-o", folder.path("page")});
    const Ran written = run_licet(arguments);
    CHECK(written.code == 0);
    CHECK(written.out.empty());
    CHECK(tests::read_source_file(folder.path("page")) == shown);
    arguments.back() = folder.path("no/such/page");
    CHECK(run_licet(arguments).code == 2);
  }
  folder.write("kept", "as it was");
  CHECK(run_licet({"explain", "no-such-name", "-o", folder.path("kept")}).code == 2);
  CHECK(run_licet({"diff", "MIT", "no-such-name", "-o", folder.path("kept")}).code == 2);
  CHECK(tests::read_source_file(folder.path("kept")) == "as it was");
  CHECK(folder.names() == std::vector<std::string>{"kept", "page"});
}
