// How a journey is written down: a sentence, and what a person does.
export const journeys = []

const add = when => (name, go) => journeys.push({ name, go, when })
// Walked with and without JavaScript: the same page has to work both ways.
export const journey = add('both')
export const journeyWithScript = add('script')
export const journeyWithoutScript = add('plain')
