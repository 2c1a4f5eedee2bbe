// The people of the demo database who sign in during the journeys, by what they do.
import { spawnSync } from 'node:child_process'

export const usernames = {
  sergeant: 'priya.nair',         // chairs the Town Centre Task Force
  secondSergeant: 'tom.reddish',  // coordinates it beside her
  constable: 'kofi.osei',         // contributes
  reader: 'jess.marlow',          // may read the list and change nothing
  businesses: 'dana.crisp',       // puts people forward
  officer: 'mel.hart',            // community protection officer
  manager: 'grace.holloway',      // coordinates enforcement
  leader: 'jo.stone',             // chairs and coordinates the vulnerability group
  outsider: 'helen.fairley',      // coordinates another group
  analyst: 'lena.ward',
  auditor: 'owen.price',
  recordsOfficer: 'ruth.adeyemi',
  administrator: 'neil.sutton',
}

// All demo accounts share one published password; the binary says which.
export function demoPassword(binary) {
  const { stdout } = spawnSync(binary, ['demo', 'sign-ins'], { encoding: 'utf8' })
  return /every password is (\S+)/.exec(stdout)[1]
}
