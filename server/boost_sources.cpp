// Compiles Asio, its TLS part and Beast once (separate compilation), so that no other file pays for it.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
