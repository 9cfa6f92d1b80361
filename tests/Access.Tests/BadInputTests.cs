using Enrollment;
using FacultyCertification;
using IndustryPartnership;

namespace Access.Tests;

/// <summary>What no client should send, made from each operation's own schema: refused as a problem, by no failure, and without a trace in
/// any table.</summary>
public abstract class BadInputTests(Things things)
{
    /// <summary>One row an operation: bad input is bad whatever state the thing is in.</summary>
    protected static TheoryData<string> FirstOfEach(Table table) =>
        [.. table.Rows.DistinctBy(row => row.Operation).Select(row => row.Name)];

    protected async Task BodiesPathsAndQueriesAsync(string row)
    {
        var input = Input(row);
        await input.BodiesAsync();
        await input.PathsAsync();
        await input.QueriesAsync();
        await input.HeadAsync();
        Assert.True(input.Errors.Count == 0, string.Join(Environment.NewLine, input.Errors));
    }

    protected async Task VersionsAndRepeatsAsync(string row)
    {
        var input = Input(row);
        await input.VersionsAsync();
        await input.RepeatsAsync();
        Assert.True(input.Errors.Count == 0, string.Join(Environment.NewLine, input.Errors));
    }

    [Fact]
    public async Task A_body_that_stalls_is_a_problem_and_leaves_no_trace()
    {
        var row = things.Table.Rows.First(
            row => things.OperationOf(row) is { Method: "POST", Body: not null, IsAnonymous: false } && row.Doer is not null);
        var thing = await things.MakeAsync(row);
        using var before = things.Database.Take();

        var reply = await things.StallAsync(row, thing, TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408 ", reply, StringComparison.Ordinal);
        Assert.Contains("\"/problems/request-timeout\"", reply, StringComparison.Ordinal);
        Assert.Null(before.Difference());
    }

    protected async Task UnknownAsync(string row)
    {
        var input = Input(row);
        await input.UnknownLikeHiddenAsync();
        Assert.True(input.Errors.Count == 0, string.Join(Environment.NewLine, input.Errors));
    }

    private BadInput Input(string row) => new(things, things.Table.Rows.Single(one => one.Name == row));
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentBadInputTests(EnrollmentThings things) : BadInputTests(things)
{
    public static TheoryData<string> Rows => [.. EnrollmentThings.Answers.Rows.Select(row => row.Name)];

    public static TheoryData<string> Operations => FirstOfEach(EnrollmentThings.Answers);

    [Theory, MemberData(nameof(Operations))]
    public Task Bad_bodies_paths_and_queries_are_refused_as_problems_and_leave_no_trace(string row) => BodiesPathsAndQueriesAsync(row);

    [Theory, MemberData(nameof(Operations))]
    public Task Versions_are_asked_for_and_a_repeated_request_has_one_effect_and_one_reply(string row) => VersionsAndRepeatsAsync(row);

    [Theory, MemberData(nameof(Rows))]
    public Task A_hidden_thing_answers_like_an_unknown_one_to_the_byte(string row) => UnknownAsync(row);
}

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyBadInputTests(FacultyThings things) : BadInputTests(things)
{
    public static TheoryData<string> Rows => [.. FacultyThings.Answers.Rows.Select(row => row.Name)];

    public static TheoryData<string> Operations => FirstOfEach(FacultyThings.Answers);

    [Theory, MemberData(nameof(Operations))]
    public Task Bad_bodies_paths_and_queries_are_refused_as_problems_and_leave_no_trace(string row) => BodiesPathsAndQueriesAsync(row);

    [Theory, MemberData(nameof(Operations))]
    public Task Versions_are_asked_for_and_a_repeated_request_has_one_effect_and_one_reply(string row) => VersionsAndRepeatsAsync(row);

    [Theory, MemberData(nameof(Rows))]
    public Task A_hidden_thing_answers_like_an_unknown_one_to_the_byte(string row) => UnknownAsync(row);
}

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipBadInputTests(PartnershipThings things) : BadInputTests(things)
{
    public static TheoryData<string> Rows => [.. PartnershipThings.Answers.Rows.Select(row => row.Name)];

    public static TheoryData<string> Operations => FirstOfEach(PartnershipThings.Answers);

    [Theory, MemberData(nameof(Operations))]
    public Task Bad_bodies_paths_and_queries_are_refused_as_problems_and_leave_no_trace(string row) => BodiesPathsAndQueriesAsync(row);

    [Theory, MemberData(nameof(Operations))]
    public Task Versions_are_asked_for_and_a_repeated_request_has_one_effect_and_one_reply(string row) => VersionsAndRepeatsAsync(row);

    [Theory, MemberData(nameof(Rows))]
    public Task A_hidden_thing_answers_like_an_unknown_one_to_the_byte(string row) => UnknownAsync(row);
}
