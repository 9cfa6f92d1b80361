using System.Net;
using Contracts;
using Testing;
using Xunit;

namespace Enrollment.Tests;

/// <summary>What the framework finds wrong is told in the API's words, and in none of C#'s.</summary>
public sealed class PlainWordsTests
{
    [Theory, Engines]
    public async Task A_bad_request_is_told_in_the_words_of_the_api(Engine engine)
    {
        await using var enrollment = await EnrollmentApp.StartAsync(engine);
        var registrar = enrollment.App.As(EnrollmentApp.Bpc, Roles.Registrar);

        var parameter = await registrar.GetAsync("/enrollment/v1/learners?cohort=abc")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        Assert.Equal("The parameter cohort does not take \"abc\". Send a whole number.", parameter.GetProperty("detail").GetString());
        var nothing = await registrar.PostAsync("/enrollment/v1/pathways")
            .ShouldBeProblemAsync("malformed-request", HttpStatusCode.BadRequest);
        Assert.Equal("The request needs a JSON body.", nothing.GetProperty("detail").GetString());
        var member = await registrar.PostAsync(
            "/enrollment/v1/pathways",
            new
            {
                code = "1+1",
                stages = new[] { new { name = "One", years = 1, taughtBy = "from", diploma = "none" } },
            }).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        Assert.Contains("associate, secondary", member.GetProperty("errors")
            .GetProperty("stages[0].diploma")[0].GetString(), StringComparison.Ordinal);
        var tooMuch = new { marks = new[] { new { component = "course-1", mark = 101 } } };
        var marks = await registrar.PutAsync(
            $"/enrollment/v1/transfer-plans/{Guid.NewGuid()}/candidates/{Guid.NewGuid()}/marks",
            tooMuch,
            version: 1).ShouldBeProblemAsync("validation", HttpStatusCode.BadRequest);
        Assert.Equal("marks[0].mark", Assert.Single(marks.GetProperty("errors").EnumerateObject()).Name);
    }
}
