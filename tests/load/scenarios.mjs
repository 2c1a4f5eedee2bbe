// What is asked for in each scenario: lists of addresses that the person may read, found as a person would find them.

const number = (n, digits) => String(n).padStart(digits, '0')
const panels = 12
// As tests/load/crowd.cpp lays the crowd out: fifty timeline entries for every sixth case of a group, the first fifteen on its list.
const cases = people => Math.min(people, Math.max(1000, Math.floor(people * 3 / 10)))
const readable = i => i % 2 === 0  // the groups that the reader belongs to

// Cases with fifty timeline entries that are not on a list, spread over all there are.
function longTimelines(people, most) {
  const found = []
  const last = Math.floor(cases(people) / panels) - 1
  for (let k = 18; k <= last; k += 6)
    for (let group = 0; group < panels; ++group)
      if (readable(group)) found.push(k * panels + group + 1)
  const every = Math.max(1, Math.floor(found.length / most))
  return found.filter((_, i) => i % every === 0).slice(0, most).map(c => `/nominals/NOM-2020-${number(c, 7)}`)
}

// The address of page `wanted` of the list of people, or nothing when the list is shorter.
export async function pageOfPeople(client, wanted) {
  let address = '/people'
  for (let i = 1; i < wanted && address; ++i)
    address = (await client.page(address)).body.toString().match(/href="(\/people\?after=[^"]+)"/)?.[1].replaceAll('&amp;', '&')
  return address
}

// A search belongs to who asked: each server gets its own.
async function search(key, name, words, recorded) {
  const addresses = async client => {
    const list = []
    for (const text of words) list.push(await client.search(text))
    return list
  }
  return { key, name, paths: await addresses(recorded), search: addresses, latency: true }
}

// The birth date of person n, written as people write it.
function born(n) {
  const h = n * 48271 % 22177
  return `${h % 28 + 1}/${Math.floor(h / 28) % 12 + 1}/${1940 + Math.floor(h / 336)}`
}
const surnameOf = name => name.split(' ').at(-1)

export async function scenarios(client, people, few) {
  const spread = longTimelines(people, few ? 60 : 1000)
  const found = []
  for (const address of spread.slice(0, few ? 20 : 100)) {
    const text = (await client.page(address)).body.toString()
    const name = text.match(/app-identity__name"><a[^>]*>([^<]+)</)?.[1].trim()
    if (!name) throw new Error(`${address} shows no name`)
    found.push({ n: Number(address.slice(-7)), name })
  }
  return [
    { key: 'a', name: 'person page with 50 timeline entries, spread', paths: spread.map(address => `${address}/timeline`) },
    { key: 'ah', name: 'the same page, one hot record', paths: [`${spread[0]}/timeline`] },
    { key: 'b', name: 'its JSON', paths: spread.map(address => `${address}/timeline`), accept: 'application/json' },
    { key: 'c', name: 'nominal board of 15', paths: ['/groups/tctf/nominals'] },
    await search('d1', 'search by birth date and surname', found.map(p => `${surnameOf(p.name)} ${born(p.n)}`), client),
    await search('d2', 'search by the beginning of a surname', found.map(p => surnameOf(p.name).slice(0, 4)), client),
    await search('d3', 'search by parts of two names', found.map(p => `${p.name.slice(0, 2)} ${surnameOf(p.name).slice(0, 3)}`), client),
    await search('d4', 'search by a misspelt surname', found.map(p => surnameOf(p.name).replace(/.$/, 'x')), client),
  ]
}
