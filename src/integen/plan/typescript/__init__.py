"""The TypeScript target: types of everything, and a thin client."""
