using System.Text.RegularExpressions;
using Testing;
using Xunit;

namespace Sql.Tests;

/// <summary>No statement reads a growing table from its beginning to its end, by the plans of SQLite for empty tables.</summary>
public sealed partial class PlanTests
{
    // They grow with learners, teachers, placements and messages; what is not here has a row per organisation, agreement
    // or method, or is a queue that is emptied.
    private static readonly HashSet<string> Growing =
    [
        "inbox", "idempotency", "audit", "change", "change_form", "change_sight",
        "learner", "learner_fact", "placement_fact", "credit_decision", "transfer_candidate", "transfer_mark", "transfer_result", "diploma",
        "x_certificate", "x_certificate_version", "passed_module", "passed_module_version",
        "outcome", "outcome_fact", "published_figure_learner",
        "module_lead", "teacher_certificate", "departed_teacher",
        "teacher", "employment", "employment_record", "ethics_finding", "qualification", "objection", "application",
        "application_evidence",
        "decision", "decision_member", "certificate", "certificate_fact",
        "practice", "practice_attended", "published_figure_teacher", "teacher_step",
        "slot", "placement", "placement_act", "placement_pause", "placement_post", "placement_change", "placement_cosignatory",
        "logbook_entry", "logbook_day", "mentor_assessment",
        "receipt", "one_time_link", "teacher_practice", "teacher_practice_attended", "history", "step",
        "known_teacher", "teacher_employment",
    ];

    // Along the rows' numbers on purpose. The answer to a catch-up tells of each row, a page at a time; a list of what several parties see
    // stops where its page is full.
    private static readonly HashSet<string> Walks =
    [
        "LearnerRow.cs", "OutcomeRow.cs",
        "TeacherRow.cs", "PracticeBookingRow.cs", "ReadStatedPractices.cs", "CertificateRow.cs", "PlacementRow.cs",
        "SlotRow.cs", "TeacherPracticeRow.cs",
        "ReadCertificates.cs",
        "ReadLearners.cs", "ReadModuleLeads.cs", "ReadApplications.cs", "ReadPlacementChanges.cs", "ReadPlacements.cs", "SlotSearch.cs",
        "ReadTeacherPractices.cs",
        // The comparison of the change feed reads all things of a kind, in the background.
        "CurriculumChanges.cs", "LearnerChanges.cs", "ExamChanges.cs", "TeacherChanges.cs", "RecognitionChanges.cs",
        "InternshipChanges.cs", "CooperationChanges.cs",
    ];

    // Figures count all rows: in the background, every five minutes at most.
    private static readonly HashSet<string> Counts = ["Metrics.cs", "KeptReplies.cs"];

    [Fact]
    public void No_statement_reads_a_growing_table_from_end_to_end()
    {
        var calls = ProductCode.CompileServices(Repository.Root).SelectMany(Call.In).Where(call => call.Sql is not null).ToList();
        var faults = new List<string>();
        foreach (var (project, name) in StatementTests.Schemas)
        {
            using var schema = ServiceSchema.Read(Repository.Root, project, name);
            faults.AddRange(
                from call in calls
                where !Counts.Contains(Path.GetFileName(call.Where.Split(':')[0]))
                where call.Project == project || !StatementTests.Schemas.ContainsKey(call.Project)
                from step in schema.Plan(call.Sql!)
                where Scan().Match(step) is { Success: true } scan && Growing.Contains(Named(call.Sql!, scan.Groups["table"].Value))
                where step.StartsWith("SCAN", StringComparison.Ordinal) || !Walks.Contains(Path.GetFileName(call.Where.Split(':')[0]))
                select $"{call.Where}: {step} [{name}]");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // An alias is what stands after its table.
    private static string Named(string sql, string alias) =>
        Regex.Match(sql, $@"\w+\.(?<table>\w+)\s+(?:AS\s+)?{alias}\b") is { Success: true } table ? table.Groups["table"].Value : alias;

    // Along the row's number alone is from end to end where few rows are wanted.
    [GeneratedRegex(@"^(SCAN (?:\w+\.)?(?<table>\w+)|SEARCH (?:\w+\.)?(?<table>\w+) USING INTEGER PRIMARY KEY \(rowid[<>])")]
    private static partial Regex Scan();
}
