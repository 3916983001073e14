-- standard.address and standard.fact get the dwelling_id of the place that they name.

update standard.address set dwelling_id = place.dwelling_id from place
where address.uprn is not distinct from place.uprn and address.address_text is not distinct from place.address_text
    and address.postcode is not distinct from place.postcode;

update standard.fact set dwelling_id = place.dwelling_id from place
where (fact.uprn is not null or fact.address_text is not null)
    and fact.uprn is not distinct from place.uprn and fact.address_text is not distinct from place.address_text
    and fact.postcode is not distinct from place.postcode;
