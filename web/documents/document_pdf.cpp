// Handing style and page to WeasyPrint and taking the PDF from its output: nothing is written to a disk on the way.
#include "web/documents/document_pdf.hpp"

#include <semaphore>
#include <stdexcept>

#include <fmt/format.h>

#include "persistence/outside/child_process.hpp"
#include "web/documents/document_html.hpp"
#include "web/documents/document_press.hpp"

namespace casework::web::documents {
namespace {

// Bounds itself before it reads a byte. A page can name no file and no host: only what it carries itself (data:) is opened.
// The few bytes of files that it may write are the font folder's own.
constexpr std::string_view printer = R"(import resource, sys
memory, seconds = int(sys.argv[1]) << 20, int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from weasyprint import CSS, HTML, default_url_fetcher
def carried(url, *rest, **more):
    if not url.startswith('data:'):
        raise ValueError('nothing is fetched')
    return default_url_fetcher(url, *rest, **more)
style, _, page = sys.stdin.buffer.read().decode('utf-8').partition('\0')
sheet = CSS(string=style, url_fetcher=carried)
sys.stdout.buffer.write(HTML(string=page, url_fetcher=carried).write_pdf(stylesheets=[sheet], variant='pdf/ua-1'))
)";

// Each takes a processor and a good part of a gigabyte: two at once, the others wait.
std::counting_semaphore<>& presses() {
    static std::counting_semaphore<> two{2};
    return two;
}

domain::Outcome<std::string> unavailable() {
    return domain::refuse(domain::RefusalKind::unavailable, {}, "The document could not be made just now. Nothing was saved. Try again in a few minutes");
}

}  // namespace

domain::Outcome<std::string> print_document(const domain::documents::Document& document, const persistence::Cleared& cleared, const PrintBounds& bounds, PageNumbers numbers) {
    if (!cleared.covers(domain::documents::plain_text(document))) throw std::logic_error("a document with words that were not checked");
    return press_document(document, bounds, numbers);
}

domain::Outcome<std::string> press_document(const domain::documents::Document& document, const PrintBounds& bounds, PageNumbers numbers) {
    if (auto faults = domain::documents::faults_of(document); !faults.empty()) return std::unexpected(std::move(faults));
    std::string input = print_style(document, numbers == PageNumbers::at_the_foot);
    input += '\0';
    input += document_for_print(document).view();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(bounds.time).count();
    if (!presses().try_acquire_for(bounds.time)) return unavailable();
    const auto made = persistence::run_child({"/usr/bin/python3", "-I", "-c", std::string(printer), std::to_string(bounds.memory_mib), std::to_string(seconds)}, input,
                                             {.time = bounds.time, .output_bytes_max = bounds.pdf_bytes_max, .bare = true});
    presses().release();
    if (made.failed || !made.output.starts_with("%PDF-")) return unavailable();
    return made.output;
}

}  // namespace casework::web::documents
