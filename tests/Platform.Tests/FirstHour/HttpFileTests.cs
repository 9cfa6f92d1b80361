using System.Globalization;
using Testing;

namespace Platform.Tests.FirstHour;

/// <summary>The services' <c>.http</c> files, sent to the all-in-one with its sample, from the top, as a developer sends them.</summary>
[Collection(EmbeddedPlatform.Name)]
public sealed class HttpFileTests(EmbeddedPlatform platform)
{
    [Theory]
    [InlineData("services/Enrollment/enrollment.http")]
    [InlineData("services/FacultyCertification/faculty-certification.http")]
    [InlineData("services/IndustryPartnership/industry-partnership.http")]
    public async Task Every_request_gets_the_answer_in_its_title(string path)
    {
        var file = new HttpFile(await File.ReadAllTextAsync(Path.Combine(Repository.Root, path), TestContext.Current.CancellationToken));
        file.Set("host", platform.Process.Address.ToString().TrimEnd('/'));
        file.Set("year", DateTime.UtcNow.AddHours(8).Year.ToString(CultureInfo.InvariantCulture));
        using var http = new HttpClient();

        Assert.NotEmpty(file.Requests);
        foreach (var request in file.Requests)
        {
            var reply = await file.SendAsync(http, request);
            Assert.True(request.Status == reply.Status, $"{request.Name} answered {reply.Status}, not {request.Status}: {reply.Body}");
            if (request.Type.Length > 0)
            {
                Assert.EndsWith($"/{request.Type}", reply.Json.GetProperty("type").GetString(), StringComparison.Ordinal);
            }
        }
    }
}
