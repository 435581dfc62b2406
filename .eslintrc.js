// Each package has its own configuration; this one keeps ESLint from looking further up.
module.exports = { root: true };
