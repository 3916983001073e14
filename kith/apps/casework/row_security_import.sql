-- What was brought in from an agency's own register: for whoever runs Kith, and no page.
call kith_guard('casework_caseimport');
call kith_guard('casework_importedperson');
