using VocationalPlatform.Client;
using VocationalPlatform.Client.FacultyCertification;

namespace AllInOne.Steps;

/// <summary>A teaching resource that its owner shares with one partner: a third party does not see it (S15).</summary>
internal sealed class SharedResources(Clients clients, Sample sample)
{
    private readonly Sample.SharedWithOne wanted = sample.Illustrative.SharedResource;

    private string Partner => wanted.Resource.Sharing!.Partners![0];

    public async Task ShareAsync()
    {
        var owner = clients.Faculty(wanted.Owner);
        var resource = await FindAsync(owner) ?? await owner.AddResourceAsync(wanted.Resource);
        if (await StatusAsync(Partner, resource) != 200) throw new JourneyException($"{Partner} does not read what is shared with it.");
        if (await StatusAsync(wanted.ThirdParty, resource) != 404)
        {
            throw new JourneyException($"{wanted.ThirdParty} reads what is not shared with it.");
        }
    }

    /// <summary>Who reads it, and who does not.</summary>
    public async Task<Story> StoryAsync()
    {
        var resource = await FindAsync(clients.Faculty(Partner)) ?? throw new JourneyException($"{Partner} does not see the resource.");
        return new($"the resource \"{resource.Terms.Title}\" of {resource.Owner}",
        [
            $"{Partner} asks, and is answered {await StatusAsync(Partner, resource)}",
            $"{wanted.ThirdParty} asks, and is answered {await StatusAsync(wanted.ThirdParty, resource)}",
        ]);
    }

    private async Task<Resource?> FindAsync(FacultyCertificationClient reader) =>
        (await reader.ListResourcesAsync(owner: wanted.Owner)).Items
        .FirstOrDefault(known => known.Terms.Title == wanted.Resource.Terms.Title);

    private async Task<int> StatusAsync(string reader, Resource resource)
    {
        try
        {
            await clients.Faculty(reader).GetResourceAsync(resource.Id);
            return 200;
        }
        catch (ApiException refused)
        {
            return refused.StatusCode;
        }
    }
}
