-- What the council would send DfE for the year to 31 March: children referred, helped or planned for in that year, no names.

create or replace macro ssd_number(person_id) as
    'P' || lpad(cast((person_id * 48271 + 11) % 99999989 as varchar), 8, '0');

create or replace macro element(name, content) as
    case when content is not null then '<' || name || '>' || content || '</' || name || '>' else '' end;

create or replace temp table census_year as
select make_date(year(getvariable('as_at') - interval 3 month) - 1, 4, 1) + interval 0 day as first_day,
    make_date(year(getvariable('as_at') - interval 3 month), 3, 31) as last_day;

-- Nothing after the last day of the year is in the return.
create or replace temp table census_event as
select event.* replace (case when ended_on <= last_day then ended_on end as ended_on)
from truth.event, census_year
where kind in ('CIN_EPISODE', 'CIN_ASSESSMENT', 'CP_PLAN') and happened_on <= last_day
    and (coalesce(ended_on, date '9999-12-31') >= first_day or kind = 'CIN_ASSESSMENT');

create or replace temp table census_episode as
select event_id, person_id, happened_on, ended_on,
    '      <CINdetails>' || element('CINreferralDate', happened_on)
        || element('ReferralSource', pick(['6', '6', '2A', '3F', '3B', '1A', '5D'], event_id, 'ssd referral'))
        || element('PrimaryNeedCode', case when regexp_full_match(detail, 'N[0-9]') then detail else 'N0' end)
        || element('CINclosureDate', ended_on)
        || element('ReasonForClosure', case when ended_on is not null then coalesce(code, 'RC7') end)
        || element('ReferralNFA', 'false') as opening
from census_event where kind = 'CIN_EPISODE';

-- Assessments and protection plans hang in the newest episode that had begun.
create or replace temp table census_part as
select part.event_id, max_by(census_episode.event_id, census_episode.happened_on) as episode_event_id,
    case any_value(part.kind)
        when 'CIN_ASSESSMENT' then
            '<Assessments>' || element('AssessmentActualStartDate', any_value(part.happened_on))
            || element('AssessmentAuthorisationDate', any_value(part.ended_on)) || '</Assessments>'
        else
            '<ChildProtectionPlans>' || element('CPPstartDate', any_value(part.happened_on)) || element('CPPendDate', any_value(part.ended_on))
            || element('LatestCategoryOfAbuse', any_value(part.code)) || '</ChildProtectionPlans>'
    end as xml
from census_event as part join census_episode on part.person_id = census_episode.person_id
    and part.happened_on >= census_episode.happened_on and part.happened_on <= coalesce(census_episode.ended_on, date '9999-12-31')
where part.kind in ('CIN_ASSESSMENT', 'CP_PLAN')
group by part.event_id;

create or replace temp table census_child as
select person_id, string_agg(opening || coalesce(parts, '') || '</CINdetails>', chr(10) order by happened_on, census_episode.event_id) as details
from census_episode
left join (select episode_event_id, string_agg(xml, '' order by xml, event_id) as parts from census_part group by all) as part
    on part.episode_event_id = census_episode.event_id
group by person_id;

insert into truth.record select 'cin_census', ssd_number(person_id), person_id from census_child;

create or replace table extract.cin_child as
select row_number() over (order by ssd_number(person_id)) as position,
    '    <Child>' || chr(10) || '      <ChildIdentifiers>' || element('LAchildID', ssd_number(person_id))
        -- One number in fifty was mistyped: its first letter no longer fits.
        || element('UPN', maybe(case when chance(person_id, 'cin upn slip') < 0.02 then upn[:-2] || neighbouring_key(upn[-1:]) else upn end,
            person_id, 'cin upn', 0.1))
        || element('PersonBirthDate', written_birth(born_on, person_id, 'ssd', 0.012))
        || element('ExpectedPersonBirthDate', case when born_on is null then due_on end)
        || element('GenderCurrent', case sex when 'M' then '1' when 'F' then '2' else '0' end)
        || element('PersonDeathDate', died_on) || '</ChildIdentifiers>' || chr(10)
        || '      <ChildCharacteristics>' || element('Ethnicity', coalesce(ethnicity, 'NOBT')) || '</ChildCharacteristics>' || chr(10)
        || details || chr(10) || '    </Child>' as xml
from census_child join truth.person using (person_id);

create or replace table extract.cin_child_header as
select '<?xml version="1.0" encoding="UTF-8"?>' || chr(10) || '<Message>' || chr(10) || '  <Header><CollectionDetails><Collection>CIN</Collection>'
    || element('Year', year(last_day)) || element('ReferenceDate', last_day)
    || '</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>979</LEA><SoftwareCode>invented</SoftwareCode></Source></Header>' || chr(10)
    || '  <Children>' as xml
from census_year;

create or replace table extract.cin_child_footer as select '  </Children>' || chr(10) || '</Message>' as xml;

drop table census_year;
drop table census_event;
drop table census_episode;
drop table census_part;
drop table census_child;
