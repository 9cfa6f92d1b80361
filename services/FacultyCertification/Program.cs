using FacultyCertification;
using Kernel.Hosting;

Cultures.Load();

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(FacultyCertificationService.Name);
builder.AddFacultyCertification();

var app = builder.Build();
app.MapServiceDefaults();
app.MapFacultyCertification();
return await app.RunServiceAsync(args);
