// The definitions of Boost.JSON, once for the tests that read fixtures.
#include <boost/json/src.hpp>
