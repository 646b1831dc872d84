// Placeholder until the shell is written.
document.body.textContent = '前台';

export {};
