// The self-signed certificate of a first start on localhost.
#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <stdexcept>

#include "server/tls.hpp"

namespace casework::server {
namespace {

namespace fs = std::filesystem;

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("cannot create the localhost certificate: ") + what);
}

void add_extension(X509* certificate, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value), &X509_EXTENSION_free);
    require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

void set_serial(X509* certificate) {
    std::array<unsigned char, 16> random{};
    require(RAND_bytes(random.data(), static_cast<int>(random.size())) == 1, "random");
    random[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr), &BN_free);
    require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr, "serial");
}

Certificate self_signed(EVP_PKEY* key) {
    constexpr std::int64_t day = 24 * 3600;
    Certificate certificate(X509_new(), &X509_free);
    require(certificate != nullptr, "memory");
    X509_set_version(certificate.get(), X509_VERSION_3);
    set_serial(certificate.get());
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);  // a client's clock may be slow
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 396 * day);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key);
    add_extension(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
    require(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "signature");
    return certificate;
}

void write_new(const fs::path& path, BIO* memory, mode_t mode) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    require(file >= 0, "file exists or folder cannot be written");
    const bool whole = ::write(file, bytes, static_cast<std::size_t>(size)) == size && ::fsync(file) == 0;
    ::close(file);
    require(whole, "disk");
}

}  // namespace

void create_localhost_certificate(const TlsFiles& files) {
    if (fs::exists(files.certificate) && fs::exists(files.private_key)) return;
    fs::create_directories(files.certificate.parent_path());
    fs::create_directories(files.private_key.parent_path());
    const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    require(key != nullptr, "key");
    const Certificate certificate = self_signed(key.get());
    const Memory key_text(BIO_new(BIO_s_mem()), &BIO_free);
    const Memory certificate_text(BIO_new(BIO_s_mem()), &BIO_free);
    require(PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1, "key");
    require(PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1, "certificate");
    write_new(files.private_key, key_text.get(), 0400);
    write_new(files.certificate, certificate_text.get(), 0444);
}

}  // namespace casework::server
