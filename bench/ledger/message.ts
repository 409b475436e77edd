export const text = 'Due today: ship the deck, promised to a colleague.'
