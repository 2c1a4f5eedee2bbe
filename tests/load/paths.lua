-- What wrk asks for: the addresses of a file in turn, each request made once beforehand; at the end one line of figures.
local requests, at = {}, 0

function init(args)
  for path in io.lines(os.getenv("LOAD_PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path, { Cookie = os.getenv("LOAD_COOKIE"), Accept = os.getenv("LOAD_ACCEPT"), Host = "localhost" })
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, _)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('FIGURES {"requests":%d,"failed":%d,"seconds":%f,"p50":%f,"p95":%f,"p99":%f}\n', summary.requests, failed, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
