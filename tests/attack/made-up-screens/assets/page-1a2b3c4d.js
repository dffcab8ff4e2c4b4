document.title = '通办';
