"""Word templates: one folder per department, `<template>.<language>.docx` beside `<template>.yaml`. No code."""
